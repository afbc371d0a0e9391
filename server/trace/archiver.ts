import type { Database } from 'better-sqlite3';
import { HOUR, type Instant, MINUTE, SECOND } from '../../core/model/time.ts';
import { bytesUsed } from '../journal/database.ts';
import { Statements } from '../journal/statements.ts';
import { type ArchivedTable, type ArchiveSize, archivedTables } from './archive-files.ts';
import type { ArchiveJob, ArchiveSpan } from './archive-job.ts';
import type { ArchiveBounds } from './archive-keep.ts';
import type { ArchiveListener } from './archive-process.ts';

/** What still comes into an hour that is over. */
const LATE = 10 * SECOND;
/** Share of the bound of bytes from which parts of an hour are archived before it is over. */
const FULL = 0.7;
const FIRST_PAUSE = MINUTE;
const LONGEST_PAUSE = 15 * MINUTE;

export interface ArchiverPlace {
  readonly database: Database;
  readonly archive: string;
  readonly bounds: ArchiveBounds;
  /** What the store may hold. */
  readonly storeBytes: number;
  readonly start: (job: ArchiveJob, listener: ArchiveListener) => () => void;
  readonly warn: (sentence: string) => void;
}

/**
 * Has hours that are over written to the archive, and under the bound of bytes the older half of what is there. Up to where each table is archived is kept
 * in the store itself, beside the rows, so that the two can never disagree whatever is killed: files beyond the mark are removed by the
 * next run, whose rows are still in the store.
 */
export class Archiver {
  readonly #place: ArchiverPlace;
  readonly #sql: Statements;
  readonly #marks: Record<ArchivedTable, number>;
  readonly #generation: string;
  #stop: (() => void) | undefined;
  #hoursDone = Number.NEGATIVE_INFINITY;
  #restUntil = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #error: string | undefined;
  #rows = 0;
  #size: ArchiveSize | undefined;

  constructor(place: ArchiverPlace) {
    this.#place = place;
    this.#sql = new Statements(place.database, 'trace_retention');
    this.#generation = this.#fact('generation') ?? '';
    const marks = archivedTables.map((table) => [table, Number(this.#fact(`archived ${table}`) ?? 0)] as const);
    this.#marks = { process_trace: 0, data_trace: 0, logs: 0, ...Object.fromEntries(marks) };
  }

  /** The last row of a table that is in the archive. */
  upTo(table: ArchivedTable): number {
    return this.#marks[table];
  }

  get rows(): number {
    return this.#rows;
  }

  get size(): ArchiveSize | undefined {
    return this.#size;
  }

  get error(): string | undefined {
    return this.#error;
  }

  /** Starts a run where one is due; returns at once. */
  step(now: Instant, trusted: boolean): void {
    // A clock that was set back does not make the archive rest for longer.
    if (this.#stop || (now < this.#restUntil && now > this.#restUntil - LONGEST_PAUSE)) return;
    const hour = Math.floor((now - LATE) / HOUR);
    const isOver = trusted && hour !== this.#hoursDone;
    const spans = isOver ? this.#before(hour * HOUR) : [];
    const due = spans.length > 0 ? spans : this.#olderHalf();
    if (isOver && spans.length === 0) this.#hoursDone = hour;
    if (due.length > 0) this.#start(due, now, trusted);
  }

  close(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #start(spans: readonly ArchiveSpan[], now: Instant, trusted: boolean): void {
    const { database, archive, bounds, start } = this.#place;
    const job: ArchiveJob = {
      store: database.name,
      archive,
      generation: this.#generation,
      marks: { ...this.#marks },
      spans,
      now,
      ...(trusted ? { keep: bounds } : {}),
    };
    this.#stop = start(job, {
      archived: ({ table, upTo, rows }) => {
        this.#sql.run('set_fact', `archived ${table}`, String(upTo));
        this.#marks[table] = upTo;
        this.#rows += rows;
      },
      done: (size) => {
        this.#stop = undefined;
        this.#size = size;
        this.#failures = 0;
        this.#error = undefined;
      },
      failed: (why) => {
        this.#stop = undefined;
        this.#failed(why, now);
      },
    });
  }

  #failed(why: string, now: Instant): void {
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#failures);
    this.#restUntil = now + pause;
    this.#failures += 1;
    this.#error = `Traces could not be archived: ${why.replace(/\.$/, '')}. They stay in the store, and it is tried again in ${pause / MINUTE} min.`;
    if (this.#failures === 1 || this.#failures % 5 === 0) this.#place.warn(this.#error);
  }

  #before(instant: number): ArchiveSpan[] {
    return archivedTables.flatMap((table) => {
      const upTo = this.#sql.one<{ seq: number }>(`until_${table}`, instant)?.seq ?? 0;
      return this.#span(table, upTo);
    });
  }

  /** When the store is nearly full and less than a quarter of it could be deleted. */
  #olderHalf(): ArchiveSpan[] {
    if (bytesUsed(this.#place.database) < FULL * this.#place.storeBytes) return [];
    return archivedTables.flatMap((table) => {
      const row = this.#sql.one<{ first: number | null; last: number | null }>(`span_${table}`);
      const first = row?.first ?? 0;
      const rows = (row?.last ?? 0) - first;
      return this.#marks[table] - first < rows / 4 ? this.#span(table, first + Math.floor(rows / 2)) : [];
    });
  }

  #span(table: ArchivedTable, upTo: number): ArchiveSpan[] {
    const after = this.#marks[table];
    return upTo > after ? [{ table, after, upTo }] : [];
  }

  #fact(key: string): string | undefined {
    return this.#sql.one<{ value: string }>('fact', key)?.value;
  }
}
