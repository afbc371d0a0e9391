import { fold } from '../dataflow/names.ts';
import type { CellState, Seen, SessionState } from './state.ts';

/** What sets the present apart from what was seen, the strongest cause first. */
export type Change = 'person' | 'cell' | 'source' | 'none';

const sourceKey = (name: string): string => `~${fold(name)}`;

/** A relation is made when another cell reads it. */
export const gives = (state: SessionState, cell: CellState): boolean =>
  cell.refs?.gives !== undefined &&
  (state.graph.below.get(cell.spec.id) ?? []).some((reader) => !state.graph.mentioned.get(reader)?.has(cell.spec.id));

/** What a run of the cell that begins now can see. */
export function present(state: SessionState, cell: CellState): Seen {
  const versions = new Map<string, number>();
  for (const id of state.graph.above.get(cell.spec.id) ?? []) versions.set(id, state.cells.get(id)?.version ?? 0);
  for (const name of state.graph.outside.get(cell.spec.id) ?? []) {
    versions.set(sourceKey(name), state.sources.get(fold(name)) ?? 0);
  }
  return { digest: cell.spec.digest, give: gives(state, cell), versions };
}

export function changeSince(seen: Seen | null, state: SessionState, cell: CellState): Change {
  if (seen === null || seen.digest !== cell.spec.digest || (gives(state, cell) && !seen.give)) return 'person';
  let change: Change = 'none';
  for (const name of state.graph.outside.get(cell.spec.id) ?? []) {
    const before = seen.versions.get(sourceKey(name));
    if (before !== (state.sources.get(fold(name)) ?? 0)) change = 'source';
  }
  const above = state.graph.above.get(cell.spec.id) ?? [];
  for (const id of seen.versions.keys()) if (!id.startsWith('~') && !above.includes(id)) return 'person';
  for (const id of above) {
    const before = seen.versions.get(id);
    const read = state.cells.get(id);
    if (before === undefined || read === undefined || read.versionByPerson > before) return 'person';
    if (read.version !== before) change = 'cell';
  }
  return change;
}
