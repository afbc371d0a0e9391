import { createHash } from 'node:crypto';
import type { CellSnapshot, NotebookSnapshot } from '../sessions/port.ts';

/** What the foot of an export says, so that two people can tell whether they look at the same numbers. */
export interface Provenance {
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
  readonly tradeDate: string;
  readonly environment: string;
  readonly venue: string;
  readonly synthetic: boolean;
  /** First and last own fill that SQL could see, and how many; absent while there is none. */
  readonly fills?: { readonly first: string; readonly last: string; readonly count: string };
  readonly versions: readonly { readonly name: string; readonly version: string }[];
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, canonical(child)]),
  );
}

/** SHA-256 over the cells' ids, kinds and values in page order, with object keys sorted: equal values, equal hash. */
export function valuesHash(cells: readonly CellSnapshot[]): string {
  const values = cells.map(({ id, kind, value }) => [id, kind, canonical(value ?? null)]);
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}

export const troubled = (snapshot: NotebookSnapshot): readonly CellSnapshot[] =>
  snapshot.cells.filter((cell) => cell.error !== null || cell.validity === 'stale');
