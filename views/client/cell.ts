/** By what the page wrote and not by id alone: a heading in a note may have any id. */
export const cellNamed = (id: string): HTMLElement | null =>
  document.querySelector(`.cell[data-cell="${CSS.escape(id)}"]`);

export const allCells = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.cell[data-cell]')];

let last: string | undefined;

/** The cell that has focus, or had it last. */
export function currentCell(): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>('.cell[data-cell]');
  if (focused) return focused;
  return last === undefined ? null : cellNamed(last);
}

/** One cell is in the tab order: the current one, or else the first. */
export function keepTabStop(): void {
  const cells = allCells();
  const current = currentCell() ?? cells[0];
  for (const cell of cells) cell.tabIndex = cell === current ? 0 : -1;
}

export function rememberFocus(): void {
  document.addEventListener('focusin', (event) => {
    const cell = (event.target as Element).closest<HTMLElement>('.cell[data-cell]');
    if (!cell?.dataset.cell || cell.dataset.cell === last) return;
    last = cell.dataset.cell;
    keepTabStop();
  });
}

export function focusCell(cell: HTMLElement | null | undefined): void {
  if (!cell) return;
  cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: 'nearest' });
}

export function stepCell(by: 1 | -1): void {
  const cells = allCells();
  const current = currentCell();
  const index = current ? cells.indexOf(current) + by : 0;
  focusCell(cells[Math.min(cells.length - 1, Math.max(0, index))]);
}

export const addressOf = (cell: HTMLElement): string =>
  `/notebooks/${cell.dataset.notebook}/cells/${cell.dataset.cell}`;
