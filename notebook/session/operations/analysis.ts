import type { CellError } from '../../../cells/kind.ts';
import { analyseActions, awaitingAnalysis, unchanged, withCells } from '../change.ts';
import { missesName } from '../errors.ts';
import type { Reduced } from '../operation.ts';
import type { CellRefs, CellState, SessionState } from '../state.ts';

interface Answer {
  readonly cell: string;
  readonly number: number;
}

/** The graph is made anew by the caller, once for all answers that came together. */
export const analysed = (state: SessionState, answer: Answer & { readonly refs: CellRefs }): Reduced =>
  answered(state, answer, { refs: answer.refs, refused: null });

export const analysisFailed = (state: SessionState, answer: Answer & { readonly error: CellError }): Reduced =>
  answered(state, answer, { refused: answer.error });

function answered(state: SessionState, { cell: id, number }: Answer, found: Partial<CellState>): Reduced {
  const cell = state.cells.get(id);
  if (!cell?.awaiting || cell.analysis !== number) return unchanged(state);
  return { state: withCells(state, [{ ...cell, ...found, awaiting: false }]), actions: [] };
}

export function sourcesChanged(state: SessionState): Reduced {
  const cells = [...state.cells.values()]
    .filter((cell) => missesName(state, cell) && !cell.awaiting)
    .map(awaitingAnalysis);
  if (cells.length === 0) return unchanged(state);
  return { state: withCells(state, cells), actions: analyseActions(cells) };
}
