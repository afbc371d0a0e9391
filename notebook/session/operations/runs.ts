import type { CellError } from '../../../cells/kind.ts';
import { analyseActions, awaitingAnalysis, unchanged, withCells } from '../change.ts';
import type { Reduced } from '../operation.ts';
import type { CellState, SessionState } from '../state.ts';
import { takersOf } from './inputs.ts';

interface OfRun {
  readonly cell: string;
  readonly run: number;
}

/** The cell, if that run is still its own; reports of an overtaken run find nothing. */
function running(state: SessionState, { cell: id, run }: OfRun): (CellState & { run: object }) | undefined {
  const cell = state.cells.get(id);
  return cell?.run?.number === run ? (cell as CellState & { run: object }) : undefined;
}

export function framed(state: SessionState, frame: OfRun & { readonly hash: string }): Reduced {
  const cell = running(state, frame);
  if (!cell?.run) return unchanged(state);
  const { run } = cell;
  const same = cell.hash === frame.hash;
  if (run.live && same) return unchanged(state);
  if (run.live && cell.spec.policy === 'frozen') {
    return { state: withCells(state, [{ ...cell, pending: cell.pending + 1 }]), actions: [] };
  }
  const versions = same ? state.versions : state.versions + 1;
  const byPerson = !same && !run.live && run.cause === 'person';
  const next: CellState = {
    ...cell,
    hash: frame.hash,
    version: same ? cell.version : versions,
    versionByPerson: byPerson ? versions : cell.versionByPerson,
    failure: null,
    run: { ...run, live: true },
    ...(run.live ? {} : { made: run.seen, pending: 0, noted: null }),
  };
  // A day that turns gives an input another value that nobody set.
  const concerned = same || byPerson ? [] : takersOf(state, cell).map(awaitingAnalysis);
  return {
    state: { ...withCells(state, [next, ...concerned]), versions },
    actions: [{ type: 'show', cell: frame.cell, run: frame.run }, ...analyseActions(concerned)],
  };
}

/** Whether nothing can follow from the frame: one more of a live run that no cell reads. Most frames of a busy market are. */
export function isPlainFrame(state: SessionState, frame: OfRun): boolean {
  const cell = running(state, frame);
  const readers = state.graph.below.get(frame.cell)?.length ?? 0;
  return cell?.run?.live === true && cell.spec.policy !== 'frozen' && readers === 0;
}

export function finished(state: SessionState, end: OfRun): Reduced {
  const cell = running(state, end);
  if (!cell?.run) return unchanged(state);
  const silent: CellError = {
    code: 'internal',
    message: `${cell.spec.id} ended without a value.`,
    hint: 'Run it again; if it stays so, its kind has a fault.',
  };
  const failure = cell.run.live ? cell.failure : silent;
  return { state: withCells(state, [{ ...cell, run: null, failure }]), actions: [] };
}

export function failed(state: SessionState, end: OfRun & { readonly error: CellError }): Reduced {
  const cell = running(state, end);
  if (!cell?.run) return unchanged(state);
  return { state: withCells(state, [{ ...cell, run: null, failure: end.error }]), actions: [] };
}
