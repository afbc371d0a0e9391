import { cellNamed } from './cell.ts';
import { showError } from './message.ts';
import { pageInfo } from './page-info.ts';
import { refreshCells } from './refresh.ts';
import { send } from './request.ts';

async function setFolded(cells: 'all' | readonly string[], folded: boolean): Promise<void> {
  try {
    await send('POST', `/notebooks/${pageInfo.notebook}/fold`, { cells, folded });
    await refreshCells();
  } catch (error) {
    showError(error);
  }
}

export const foldAll = (folded: boolean): boolean => {
  if (pageInfo.notebook === null) return false;
  void setFolded('all', folded);
  return true;
};

export const toggleFold = (cell: HTMLElement): Promise<void> =>
  setFolded([cell.dataset.cell ?? ''], cell.dataset.folded !== 'true');

/** Opens the section that keeps a cell away, if one does, so that it can be gone to. */
export async function bringToPage(id: string): Promise<HTMLElement | null> {
  const section = [...document.querySelectorAll<HTMLElement>('.section-fold')].find((each) =>
    (each.dataset.cells ?? '').split(' ').includes(id),
  );
  if (section) await setFolded([section.dataset.note ?? ''], false);
  return cellNamed(id);
}

/** The mark of a header, and the line that stands for a folded section. */
export function startFolding(): void {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-act="fold"]');
    if (!button) return;
    const note = button.closest<HTMLElement>('.section-fold')?.dataset.note;
    const cell = button.closest<HTMLElement>('.cell[data-cell]');
    if (note !== undefined) void setFolded([note], false);
    else if (cell) void toggleFold(cell);
  });
}
