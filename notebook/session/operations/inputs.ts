import { givenNames } from '../../dataflow/names.ts';
import { analyseActions, awaitingAnalysis, unchanged, withCells } from '../change.ts';
import type { Action, InputOperation, Reduced } from '../operation.ts';
import type { CellState, SessionState } from '../state.ts';

/** The cell has to say its new value, and everything that reads it is overtaken from this moment, not only once it has said so. */
export function inputSet(state: SessionState, { cell: id }: InputOperation): Reduced {
  const input = state.cells.get(id);
  if (!input) return unchanged(state);
  const versions = state.versions + 1;
  const set: CellState = {
    ...input,
    version: versions,
    versionByPerson: versions,
    run: null,
    asked: input.asked || (input.run?.byHand ?? false),
    made: null,
    tried: null,
    held: false,
  };
  // A run that has begun would show what the input was set to before.
  const overtaken: Action[] = input.run ? [{ type: 'interrupt', cell: id, run: input.run.number }] : [];
  const concerned = takersOf(state, input).map(awaitingAnalysis);
  return {
    state: { ...withCells(state, [set, ...concerned]), versions },
    actions: [...overtaken, ...analyseActions(concerned)],
  };
}

/** Cells with a property that is a value of this one. */
export function takersOf(state: SessionState, { spec }: CellState): CellState[] {
  const given = new Set(givenNames(spec.gives).filter((name) => name.startsWith('$')));
  if (given.size === 0) return [];
  return [...state.cells.values()].filter(
    (cell) => cell.spec.id !== spec.id && !cell.spec.fault && cell.spec.inputs.some((name) => given.has(`$${name}`)),
  );
}
