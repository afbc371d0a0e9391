import { addressOf, allCells, cellNamed, focusCell } from './cell.ts';
import { edit } from './edit.ts';
import { showError, showMessage } from './message.ts';
import { pageInfo } from './page-info.ts';
import { refreshCells } from './refresh.ts';
import { send } from './request.ts';
import { undo } from './undo.ts';

interface Made {
  readonly cell: string;
}

const cellsAddress = (): string => `/notebooks/${pageInfo.notebook}/cells`;

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
    await send('DELETE', addressOf(cell));
    await refreshCells();
    focusCell(after === null ? allCells()[0] : cellNamed(after));
    showMessage(`Deleted ${id}.`, { action: { word: 'Undo', on: 'undo', run: () => void undo() } });
  } catch (error) {
    showError(error);
  }
}
