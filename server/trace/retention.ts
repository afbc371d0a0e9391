import type { Database } from 'better-sqlite3';
import { HOUR, type Instant } from '../../core/model/time.ts';
import { type TracedTable, tracedTables } from '../../core/trace/row.ts';
import { bytesUsed } from '../journal/database.ts';
import { Statements } from '../journal/statements.ts';
import { SliceSize } from './slice-size.ts';

export interface TraceBounds {
  /** Microseconds by the machine's clock. */
  readonly age: number;
  readonly bytes: number;
}

/** The last row of a table that may be deleted; infinite where it is not archived. */
export type Archived = (table: TracedTable) => number;

/** Rows that claim to be this much younger than now have a wrong clock, and hold up nothing. */
const FUTURE = HOUR;

interface Span {
  readonly table: TracedTable;
  readonly first: number;
  readonly last: number;
}

/**
 * Deletes the oldest rows of the trace store, a few milliseconds at a time. Rows go in the order in which they were written, so that what is left is of
 * one piece; the newest of a table always stays, so that numbers never repeat. Pages are used again and the file is never made smaller: VACUUM
 * would stop the writer for seconds.
 */
export class Retention {
  readonly #database: Database;
  readonly #bounds: TraceBounds;
  readonly #archived: Archived;
  readonly #sql: Statements;
  readonly #size = new SliceSize();
  #turn = 0;
  /** Everything that ended before it goes: what the bound of bytes has taken from one table goes from the others too. */
  #floor = 0;
  #deleted = 0;
  #lost = 0;

  constructor(database: Database, bounds: TraceBounds, archived: Archived) {
    this.#database = database;
    this.#bounds = bounds;
    this.#archived = archived;
    this.#sql = new Statements(database, 'trace_retention');
  }

  get deleted(): number {
    return this.#deleted;
  }

  /** Rows that were deleted although they are not in the archive. */
  get lost(): number {
    return this.#lost;
  }

  /** Deletes at most one slice and says how many rows that were; 0 when all is within bounds. Without trust in the clock nothing is too old. */
  slice(now: Instant, trusted: boolean): number {
    return this.#size.measured((rows) => this.#slice(now, trusted, rows));
  }

  #slice(now: Instant, trusted: boolean, rows: number): number {
    const used = bytesUsed(this.#database);
    const forced = used > 2 * this.#bounds.bytes;
    const spans = tracedTables.map((table) => this.#span(table)).filter(({ first, last }) => first < last);
    const [largest] = spans.toSorted((a, b) => b.last - b.first - (a.last - a.first));
    if (largest && used > this.#bounds.bytes) {
      const wanted = forced ? 2 * this.#bounds.bytes : this.#bounds.bytes;
      const share = Math.ceil((largest.last - largest.first) * (1 - wanted / used));
      const end = largest.first + Math.min(rows, share);
      const at = this.#at(largest.table, end);
      if (at > now) return this.#delete(largest, end, forced);
      this.#floor = Math.max(this.#floor, at);
    }
    const cutoff = Math.max(this.#floor, trusted ? now - this.#bounds.age : 0);
    this.#turn += 1;
    for (const index of spans.keys()) {
      const span = spans[(index + this.#turn) % spans.length]!;
      const end = Math.min(span.first + rows, span.last);
      const kept = this.#sql.one<{ seq: number }>(`kept_${span.table}`, span.first, end, cutoff, now + FUTURE);
      const deleted = this.#delete(span, kept?.seq ?? end, forced);
      if (deleted > 0) return deleted;
    }
    return 0;
  }

  #delete({ table, first, last }: Span, end: number, forced: boolean): number {
    const archived = this.#archived(table);
    const upTo = Math.min(end, last, forced ? last : archived + 1);
    if (upTo <= first) return 0;
    const deleted = this.#sql.run(`delete_${table}`, first, upTo);
    this.#deleted += deleted;
    this.#lost += Math.min(deleted, Math.max(0, upTo - 1 - archived));
    return deleted;
  }

  #at(table: TracedTable, seq: number): number {
    return this.#sql.one<{ at: number }>(`at_${table}`, seq)?.at ?? 0;
  }

  #span(table: TracedTable): Span {
    const row = this.#sql.one<{ first: number | null; last: number | null }>(`span_${table}`);
    return { table, first: row?.first ?? 0, last: row?.last ?? 0 };
  }
}
