import { writeAddress } from './address.ts';
import { addressOf, allCells, cellNamed, focusCell, keepTabStop } from './cell.ts';
import { edit, sourceOf } from './edit.ts';
import { paintAll } from './frames.ts';
import { swapCells } from './htmx.ts';
import { showError, showMessage } from './message.ts';
import { pageInfo } from './page-info.ts';
import { send } from './request.ts';

interface Made {
  readonly cell: string;
}

const cellsAddress = (): string => `/notebooks/${pageInfo.notebook}/cells`;

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
  const pinned = pageInfo.watch?.split('/')[1];
  if (pinned === undefined) await swapCells(cellsAddress());
  else await swapCells(`${cellsAddress()}/${pinned}`, `.cell[data-cell="${pinned}"]`);
  afterSwap();
}

export function afterSwap(): void {
  paintAll();
  keepTabStop();
  writeAddress();
}

const before = (cell: HTMLElement): string | null => {
  const cells = allCells();
  return cells[cells.indexOf(cell) - 1]?.dataset.cell ?? null;
};

/** Where a new cell goes: after this one, before it, or at the end. */
export function placeFor(cell: HTMLElement | null, where: 'after' | 'before'): string | null {
  if (!cell) return allCells().at(-1)?.dataset.cell ?? null;
  return where === 'after' ? (cell.dataset.cell ?? null) : before(cell);
}

export async function addCell(kind: string, after: string | null, body?: string): Promise<void> {
  try {
    const { cell } = await send<Made>('POST', cellsAddress(), { kind, after, body });
    await refreshCells();
    const made = cellNamed(cell);
    focusCell(made);
    if (made) await edit(made);
  } catch (error) {
    showError(error);
  }
}

/** Deletes at once and offers the way back. */
export async function deleteCell(cell: HTMLElement): Promise<void> {
  const id = cell.dataset.cell ?? '';
  const after = before(cell);
  try {
    const { kind, body, options } = await sourceOf(cell);
    await send('DELETE', addressOf(cell));
    await refreshCells();
    focusCell(after === null ? allCells()[0] : cellNamed(after));
    const restore = async () => {
      await send('POST', cellsAddress(), { kind, after, id, body });
      if (Object.keys(options).length > 0) await send('PUT', `${cellsAddress()}/${id}/options`, options);
      await refreshCells();
      focusCell(cellNamed(id));
    };
    showMessage(`Deleted ${id}.`, { action: { word: 'Undo', run: () => void restore().catch(showError) } });
  } catch (error) {
    showError(error);
  }
}
