import { createHash } from 'node:crypto';
import type { Json } from '../../cells/kind.ts';
import type { StatusState } from '../../core/topics.ts';
import type { Analytics } from '../analytics/port.ts';
import type { Desk } from '../desk/port.ts';
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

const fillRange =
  'select min(ts_event) as first, max(ts_event) as last, count(*) as count, version() as engine from fills';

const text = (value: Json | undefined): string => String(value ?? '');

export async function provenanceOf(desk: Desk, analytics: Analytics): Promise<Provenance> {
  const status = desk.bus.read<StatusState>('status');
  const { rows } = await analytics.run({ sql: fillRange, params: new Map() });
  const [first, last, count, engine] = rows[0] ?? [];
  return {
    exportedAt: new Date(desk.clock.now() / 1_000).toISOString(),
    tradeDate: status.tradeDate,
    environment: status.environment,
    venue: status.venue,
    synthetic: status.synthetic,
    ...(first === null || first === undefined
      ? {}
      : { fills: { first: text(first), last: text(last), count: text(count) } }),
    versions: [...status.versions, { name: 'duckdb', version: text(engine) }],
  };
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
