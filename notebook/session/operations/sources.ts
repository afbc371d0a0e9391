import { fold } from '../../dataflow/names.ts';
import { analyseActions, awaitingAnalysis, unchanged, withCells } from '../change.ts';
import type { Reduced } from '../operation.ts';
import type { CellState, SessionState } from '../state.ts';

export function touched(
  state: SessionState,
  { versions }: { readonly versions: readonly (readonly [name: string, version: number])[] },
): Reduced {
  const moved = versions.filter(([name, version]) => state.sources.get(fold(name)) !== version);
  if (moved.length === 0) return unchanged(state);
  const sources = new Map(state.sources);
  for (const [name, version] of moved) sources.set(fold(name), version);
  return { state: { ...state, sources }, actions: [] };
}

/** The values stay until they are made anew; one that is the same wakes no reader. */
export function lost(state: SessionState, { cells: ids }: { readonly cells: readonly string[] }): Reduced {
  const made = ids.flatMap((id): CellState[] => {
    const cell = state.cells.get(id);
    return cell ? [{ ...cell, made: null, tried: null }] : [];
  });
  if (made.length === 0) return unchanged(state);
  const refused = made.filter((cell) => cell.refused && !cell.awaiting).map(awaitingAnalysis);
  return { state: withCells(state, [...made, ...refused]), actions: analyseActions(refused) };
}
