import { type Instant, instant } from '../../core/model/time.ts';
import type { Page } from '../../core/trace/query.ts';
import type { TraceConnection } from './reader-file.ts';
import type { Conditions, TraceTable } from './reader-filter.ts';

/** Rows of the time index that are looked at to find where a range begins and ends; what came later than its neighbors by more is not found by its time. */
const LATE_ROWS = 100_000;
const FIRST_SLICE = 4_000;
const LARGEST_SLICE = 1_000_000;
/** A slice that takes longer is halved the next time, one that takes a quarter is doubled. */
const SLICE_MILLISECONDS = 16;

/** Lets other questions, and the word that this one is not wanted any more, come in between. Rejects when it is not. */
export type Turn = () => Promise<void>;

export interface Search {
  readonly table: TraceTable;
  /** What is read of each row; `seq` and `ts` are among it. */
  readonly columns: string;
  readonly conditions: Conditions;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly limit: number;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  /** Rests after so long. */
  readonly milliseconds: number;
}

interface Placed {
  readonly seq: number;
  readonly ts: number;
}

/**
 * Rows that fit, newest first. There is one index of time and no other, so it goes backward through the table by slices of a few milliseconds each, and rests where
 * it has looked for long enough: `before` is where it goes on.
 */
export async function search<Row extends Placed>(
  open: () => TraceConnection,
  asked: Search,
  turn: Turn,
): Promise<Page<Row> & { readonly newest: number }> {
  const { table, limit, milliseconds, from } = asked;
  const newest = open().one<{ seq: number | null }>(`SELECT max(seq) AS seq FROM ${table}`)?.seq ?? 0;
  const bounds = asked.after === undefined ? boundsOf(open(), table, from, asked.to) : since(asked.after);
  const { low } = bounds;
  let high = Math.min(bounds.high, newest, (asked.before ?? Number.POSITIVE_INFINITY) - 1);
  const read = reader<Row>(asked);
  const began = performance.now();
  const rows: Row[] = [];
  for (let size = FIRST_SLICE; high >= low; ) {
    const bottom = Math.max(low, high - size + 1);
    const sliceBegan = performance.now();
    const found = read(open(), bottom, high, limit - rows.length);
    for (const row of found) rows.push(row);
    const last = rows.at(-1);
    if (last !== undefined && rows.length >= limit) return { rows, newest, ...rest(last.seq, low, instant(last.ts)) };
    high = bottom - 1;
    const now = performance.now();
    size = nextSize(size, now - sliceBegan);
    if (high >= low && now - began >= milliseconds)
      return { rows, newest, ...rest(bottom, low, instant(timeAt(open(), table, bottom))) };
    await turn();
  }
  return { rows, newest, searchedTo: from ?? instant(timeAt(open(), table, 0)) };
}

const rest = (before: number, low: number, searchedTo: Instant) =>
  before > low ? { before, searchedTo } : { searchedTo };

function nextSize(size: number, took: number): number {
  if (took > SLICE_MILLISECONDS) return Math.max(500, Math.floor(size / 2));
  return took < SLICE_MILLISECONDS / 4 ? Math.min(LARGEST_SLICE, size * 2) : size;
}

function reader<Row>({ table, columns, conditions, from, to }: Search) {
  const terms = ['t.seq BETWEEN ? AND ?', ...conditions.terms];
  const times: number[] = [];
  if (from !== undefined) times.push(from);
  if (to !== undefined) times.push(to);
  if (from !== undefined) terms.push('t.ts >= ?');
  if (to !== undefined) terms.push('t.ts < ?');
  const sql = `SELECT ${columns} FROM ${table} t NOT INDEXED WHERE ${terms.join(' AND ')} ORDER BY t.seq DESC LIMIT ?`;
  return (connection: TraceConnection, bottom: number, top: number, limit: number): Row[] =>
    connection.all<Row>(sql, bottom, top, ...conditions.values, ...times, limit);
}

/** The instant of the first row at `seq` or above. */
const timeAt = (connection: TraceConnection, table: TraceTable, seq: number): number =>
  connection.one<{ ts: number }>(`SELECT ts FROM ${table} WHERE seq >= ? ORDER BY seq LIMIT 1`, seq)?.ts ?? 0;

/** What came since a row is little: its time need not be looked for. */
const since = (after: number): Bounds => ({ low: after + 1, high: Number.POSITIVE_INFINITY });

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/**
 * Between which `seq` a range of time lies. Rows come nearly in the order of their times, so the least of the first ones and the greatest of the last
 * ones of the range hold it.
 */
function boundsOf(connection: TraceConnection, table: TraceTable, from?: Instant, to?: Instant): Bounds {
  const conditions = [from === undefined ? '' : 'ts >= ?', to === undefined ? '' : 'ts < ?'].filter(Boolean);
  const bound = [from, to].filter((at) => at !== undefined);
  const edge = (most: 'min' | 'max', order: 'ASC' | 'DESC'): number | null | undefined =>
    connection.one<{ seq: number | null }>(
      `SELECT ${most}(seq) AS seq FROM (SELECT seq FROM ${table} WHERE ${conditions.join(' AND ')} ORDER BY ts ${order} LIMIT ${LATE_ROWS})`,
      ...bound,
    )?.seq;
  const whole = (most: 'min' | 'max') =>
    connection.one<{ seq: number | null }>(`SELECT ${most}(seq) AS seq FROM ${table}`)?.seq;
  const low = from === undefined ? whole('min') : edge('min', 'ASC');
  const high = to === undefined ? whole('max') : edge('max', 'DESC');
  return { low: low ?? Number.POSITIVE_INFINITY, high: high ?? -1 };
}
