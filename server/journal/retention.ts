import type { Database } from 'better-sqlite3';
import { DAY, HOUR, type Instant } from '../../core/model/time.ts';
import { bytesUsed } from './database.ts';
import { Statements } from './statements.ts';
import { TrustedClock } from './trusted-clock.ts';

/** How much of the market record is kept; ages are the machine's, whichever bound is met first holds. */
export interface RetentionBounds {
  /** Age of trades and quotes, in microseconds. */
  readonly tickAge: number;
  /** Age of minute bars, in microseconds: small, and what P&L history is marked with. */
  readonly barAge: number;
  readonly bytes: number;
}

export const defaultBounds: RetentionBounds = { tickAge: 24 * HOUR, barAge: 400 * DAY, bytes: 2 * 2 ** 30 };

/** Rows a slice: about a millisecond, less than a frame. */
const SLICE = 2_000;

const tables = ['quotes', 'trades', 'bars_1m'] as const;
type Table = (typeof tables)[number];

/** Bars go last: they are small, and minutes of P&L that are told anew are marked with them. */
const bars = ({ table }: { readonly table: Table }): number => (table === 'bars_1m' ? 1 : 0);

/** Deletes the oldest rows of the market record in slices; the newest row of a table always stays, so that numbers never repeat. */
export class Retention {
  readonly #database: Database;
  readonly #bounds: RetentionBounds;
  readonly #sql: Statements;
  readonly #clock = new TrustedClock();

  constructor(database: Database, bounds: RetentionBounds) {
    this.#database = database;
    this.#bounds = bounds;
    this.#sql = new Statements(database, 'retention');
  }

  /** Deletes at most one slice and says how many rows that were; 0 when all is within bounds. */
  slice(now: Instant): number {
    const excess = bytesUsed(this.#database) > this.#bounds.bytes;
    for (const table of this.#clock.trusts(now) ? tables : []) {
      const deleted = this.#sliceOf(table, now - (table === 'bars_1m' ? this.#bounds.barAge : this.#bounds.tickAge));
      if (deleted > 0) return deleted;
    }
    if (!excess) return 0;
    const spans = tables.map((table) => ({ table, ...this.#span(table) })).filter(({ first, last }) => first < last);
    const [largest] = spans.sort((a, b) => bars(a) - bars(b) || b.last - b.first - (a.last - a.first));
    if (largest === undefined) return 0;
    return this.#delete(largest.table, largest.first, Math.min(largest.first + SLICE, largest.last));
  }

  #sliceOf(table: Table, before: number): number {
    const { first, last } = this.#span(table);
    if (first >= last || this.#ageAt(table, first) >= before) return 0;
    return this.#delete(table, first, this.#boundary(table, first, Math.min(first + SLICE, last), before));
  }

  /** The first row of the range that is not older than `before`: rows lie in the order they were recorded. */
  #boundary(table: Table, first: number, end: number, before: number): number {
    let low = first;
    let high = end;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#ageAt(table, middle) < before) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #ageAt(table: Table, seq: number): number {
    return this.#sql.one<{ at: number }>(`at_${table}`, seq)?.at ?? Number.POSITIVE_INFINITY;
  }

  #span(table: Table): { first: number; last: number } {
    const row = this.#sql.one<{ first: number | null; last: number | null }>(`span_${table}`);
    return { first: row?.first ?? 0, last: row?.last ?? 0 };
  }

  #delete(table: Table, first: number, end: number): number {
    if (table === 'bars_1m') this.#sql.run('forget_asked', first, end);
    return this.#sql.run(`delete_${table}`, first, end);
  }
}
