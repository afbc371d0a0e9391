import { writeAddress } from './address.ts';
import { keepTabStop } from './cell.ts';
import { paintAll } from './frames.ts';
import { swapPiece } from './htmx.ts';
import { pageInfo } from './page-info.ts';

const shownRevision = (): number => Number(document.querySelector<HTMLElement>('ol#cells')?.dataset.revision ?? 0);

let last: Promise<void> = Promise.resolve();

/**
 * Fetches the cells as they now are, unless that revision is shown already, and morphs them in; live elements and editors are left alone.
 * One after the other: of two requests at once htmx calls the second one done before it has begun, and drops a third.
 */
export function refreshCells(revision = Number.POSITIVE_INFINITY): Promise<void> {
  const next = last.then(async () => {
    if (shownRevision() < revision) await fetchCells();
  });
  last = next.catch(() => undefined);
  return next;
}

async function fetchCells(): Promise<void> {
  const address = `/notebooks/${pageInfo.notebook}/cells`;
  const pinned = pageInfo.watch?.split('/')[1];
  if (pinned === undefined) await swapPiece(address, 'ol#cells');
  else await swapPiece(`${address}/${pinned}`, `.cell[data-cell="${pinned}"]`);
  afterSwap();
}

export function afterSwap(): void {
  paintAll();
  keepTabStop();
  writeAddress();
}
