import type { Reduced } from './operation.ts';
import type { CellState, SessionState } from './state.ts';

/** The state with some cells changed. */
export function withCells(state: SessionState, changed: Iterable<CellState>): SessionState {
  const cells = new Map(state.cells);
  for (const cell of changed) cells.set(cell.spec.id, cell);
  return { ...state, cells };
}

export const unchanged = (state: SessionState): Reduced => ({ state, actions: [] });

/** Asks for a new analysis of a cell; an older answer no longer counts. */
export const awaitingAnalysis = (cell: CellState): CellState => ({
  ...cell,
  analysis: cell.analysis + 1,
  awaiting: true,
});

export const analyseActions = (cells: readonly CellState[]) =>
  cells.map((cell) => ({ type: 'analyse' as const, cell: cell.spec.id, number: cell.analysis }));
