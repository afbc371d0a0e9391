import type { CellError } from '../../cells/kind.ts';
import { changeSince } from './seen.ts';
import type { Activity, CellState, Face, SessionState, Validity } from './state.ts';

interface Circumstances {
  readonly error: CellError | null;
  readonly wanted: boolean;
  readonly staleAbove: boolean;
}

/**
 * What a page sees. A cell that follows its sources at its own pace is current between two runs; it is stale when it waits for a person
 * (policy, by hand, interrupted), when nobody looks, or when what it reads is.
 */
export function faceOf(state: SessionState, cell: CellState, circumstances: Circumstances): Face {
  const face: Face = {
    validity: validityOf(state, cell, circumstances),
    activity: activityOf(cell, circumstances),
    error: circumstances.error,
    pending: cell.pending,
  };
  return sameFace(face, cell.face) ? cell.face : face;
}

export const sameFace = (a: Face, b: Face): boolean =>
  a === b ||
  (a.validity === b.validity &&
    a.activity === b.activity &&
    a.pending === b.pending &&
    (a.error === b.error || JSON.stringify(a.error) === JSON.stringify(b.error)));

function validityOf(state: SessionState, cell: CellState, { error, wanted, staleAbove }: Circumstances): Validity {
  if (error) return 'failed';
  if (cell.hash === null) return 'fresh';
  if (cell.made === null || cell.pending > 0 || staleAbove) return 'stale';
  const change = changeSince(cell.made, state, cell);
  if (change === 'none' || (cell.run?.live && change !== 'person')) return 'current';
  const follows = cell.spec.policy === 'auto' && wanted && !cell.held && cell.refs?.unknown === undefined;
  return change !== 'person' && follows ? 'current' : 'stale';
}

function activityOf(cell: CellState, { error, wanted }: Circumstances): Activity {
  if (cell.run && !cell.run.live) return 'running';
  if (cell.queue !== null) return 'queued';
  return cell.awaiting && wanted && (error === null || error === cell.refused) ? 'queued' : 'idle';
}
