import { ancestorsOf, withReaders } from '../../dataflow/closure.ts';
import { unchanged, withCells } from '../change.ts';
import type { Action, Reduced } from '../operation.ts';
import { present } from '../seen.ts';
import type { CellState, SessionState } from '../state.ts';

interface Cells {
  readonly cells: readonly string[];
}

export const watched = (state: SessionState, { cells }: Cells): Reduced => watchers(state, cells, 1);

export const unwatched = (state: SessionState, { cells }: Cells): Reduced => watchers(state, cells, -1);

function watchers(state: SessionState, ids: readonly string[], by: number): Reduced {
  const cells = ids.flatMap((id) => {
    const cell = state.cells.get(id);
    return cell ? [{ ...cell, watchers: Math.max(0, cell.watchers + by) }] : [];
  });
  return cells.length === 0 ? unchanged(state) : { state: withCells(state, cells), actions: [] };
}

export function asked(state: SessionState, { cell: id }: { readonly cell: string }): Reduced {
  const cell = state.cells.get(id);
  if (!cell) return unchanged(state);
  const needed = [...ancestorsOf(state.graph, id)]
    .map((read) => state.cells.get(read)!)
    .filter((read) => read.face.validity !== 'current' && !moves(read));
  return { state: withCells(state, [cell, ...needed].map(ask)), actions: [] };
}

/** Cells that wait for a person, and lazy ones below them, which would wait once those have run; frozen ones keep the value that they have. */
export function askedStale(state: SessionState): Reduced {
  const waiting = [...state.cells.values()].filter(
    (cell) => (cell.face.validity === 'stale' || cell.face.validity === 'fresh') && !moves(cell) && !keeps(cell),
  );
  const ids = waiting.map(({ spec }) => spec.id);
  const below = [...withReaders(state.graph, ids)]
    .map((id) => state.cells.get(id)!)
    .filter((cell) => cell.spec.policy === 'lazy' && (cell.run === null || cell.run.live) && !waiting.includes(cell));
  const cells = [...waiting, ...below];
  return cells.length === 0 ? unchanged(state) : { state: withCells(state, cells.map(ask)), actions: [] };
}

const keeps = ({ spec, hash }: CellState): boolean => spec.policy === 'frozen' && hash !== null;

const moves = ({ run, queue }: Pick<CellState, 'run' | 'queue'>): boolean => run !== null || queue !== null;

const ask = (cell: CellState): CellState => ({ ...cell, asked: true, held: false, pending: 0, noted: null });

/** Ends a run by hand. It is not tried again by itself with the same inputs, nor woken by sources. */
export function interrupted(state: SessionState, { cell: id }: { readonly cell: string }): Reduced {
  const cell = state.cells.get(id);
  if (!cell || (!moves(cell) && !cell.asked)) return unchanged(state);
  const actions: Action[] = cell.run ? [{ type: 'interrupt', cell: id, run: cell.run.number }] : [];
  const made = cell.run?.live ? null : cell.made;
  const tried = cell.tried ?? present(state, cell);
  return {
    state: withCells(state, [{ ...cell, run: null, queue: null, asked: false, held: true, made, tried }]),
    actions,
  };
}
