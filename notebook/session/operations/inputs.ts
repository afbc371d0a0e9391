import { givenNames } from '../../dataflow/names.ts';
import { analyseActions, awaitingAnalysis, unchanged, withCells } from '../change.ts';
import type { InputOperation, Reduced } from '../operation.ts';
import type { SessionState } from '../state.ts';

/** The cell has to say its new value, and everything that reads it is overtaken from this moment, not only once it has said so. */
export function inputSet(state: SessionState, { cell: id }: InputOperation): Reduced {
  const input = state.cells.get(id);
  if (!input) return unchanged(state);
  const versions = state.versions + 1;
  const set = { ...input, version: versions, versionByPerson: versions, made: null, tried: null, held: false };
  const given = new Set(givenNames(input.spec.gives));
  const concerned = [...state.cells.values()]
    .filter(({ spec }) => spec.id !== id && !spec.fault && spec.inputs.some((name) => given.has(`$${name}`)))
    .map(awaitingAnalysis);
  return { state: { ...withCells(state, [set, ...concerned]), versions }, actions: analyseActions(concerned) };
}
