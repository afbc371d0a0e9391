import { type CellState, stateWord } from '../state.ts';
import { setText } from './text.ts';

/** The outline says the state of a cell in its own mark. */
export function paintOutline(cell: string, state: CellState, pending?: number): void {
  const entry = document.querySelector<HTMLElement>(`#outline [data-state][data-cell="${CSS.escape(cell)}"]`);
  if (!entry || entry.dataset.state === state) return;
  entry.dataset.state = state;
  setText(entry.querySelector('.outline-word'), stateWord(state, pending));
}
