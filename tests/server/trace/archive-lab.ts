import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { traceSchema } from '../../../config/trace.ts';
import { instant, MINUTE } from '../../../core/model/time.ts';
import { archiveFolder } from '../../../server/trace/archive-files.ts';
import type { ArchiveListener } from '../../../server/trace/archive-process.ts';
import { startArchive } from '../../../server/trace/archive-process.ts';
import type { Housekeeping } from '../../../server/trace/housekeeping.ts';
import { keepWithinBounds } from '../../../server/trace/keep-within-bounds.ts';
import { Lab } from '../analytics/fixture.ts';
import { begin, dataRow, insert, logRow, processRow } from './rows.ts';

export type StartArchive = typeof startArchive;

export const archived = ['data_trace', 'logs', 'process_trace'];

/** The files of rows with these numbers in some hours of 2026-11-20. */
export const hourFiles = (first: number, last: number, ...names: string[]): string[] =>
  archived.flatMap((table) => names.map((hour) => `${table}/date=2026-11-20/hour=${hour}/G-${first}-${last}.parquet`));

/** A trace store with its housekeeping, and SQL over both the store and the archive. */
export class ArchiveLab {
  readonly lab = new Lab();
  readonly log: string[] = [];
  housekeeping: Housekeeping | undefined;
  #running = 0;
  #ended = 0;

  /** As after a start of the console; `start` stands in for what starts the archive's process. */
  open(settings: object = { keep: { hours: 2 } }, start: StartArchive = startArchive): Housekeeping {
    this.housekeeping?.close();
    const { traces, folder } = this.lab;
    this.housekeeping = keepWithinBounds(
      {
        database: traces,
        folder,
        settings: traceSchema.parse(settings),
        log: (_, sentence) => this.log.push(sentence),
      },
      this.#watched(start),
    );
    return this.housekeeping;
  }

  /** Steps at one instant until nothing is left to do, and an archive that is at work has ended. */
  async settle(now: number): Promise<void> {
    const { housekeeping } = this;
    if (!housekeeping) throw new Error('Nothing is open.');
    for (let idle = 0, before = -1; idle < 3; ) {
      const deleted = housekeeping.step(instant(now));
      await new Promise((resolve) => setTimeout(resolve, this.#running > 0 ? 10 : 0));
      idle = deleted === 0 && this.#ended === before && this.#running === 0 ? idle + 1 : 0;
      before = this.#ended;
    }
  }

  get archive(): string {
    return archiveFolder(this.lab.folder);
  }

  /** Every file below the archive, generations as G. */
  files(): string[] {
    mkdirSync(this.archive, { recursive: true });
    return readdirSync(this.archive, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(this.archive.length + 1).replace(/[0-9a-f]{16}/, 'G'))
      .sort();
  }

  get generation(): string {
    const sql = "SELECT value FROM meta WHERE key = 'generation'";
    return this.lab.traces.prepare<[], string>(sql).pluck().get() ?? '';
  }

  figures() {
    if (!this.housekeeping) throw new Error('Nothing is open.');
    const { deleted, archivedRows, archiveFiles, archiveError } = this.housekeeping.figures();
    return { deleted, archivedRows, archiveFiles, archiveError };
  }

  stored(): number {
    if (!existsSync(this.lab.traceFile)) return 0;
    return this.lab.traces.prepare<[], number>('SELECT count(*) FROM process_trace').pluck().get() ?? 0;
  }

  /** Rows that SQL sees, and how many of them differ. */
  async seen(table: string): Promise<readonly unknown[] | undefined> {
    return (await this.lab.rows(`select count(*), count(distinct (ts, trace_id)) from ${table}`))[0];
  }

  /** A call each minute with a value and a line, the n-th in the n-th minute after the beginning. */
  write(from: number, minutes: number): void {
    const rows = Array.from({ length: minutes }, (_, n) => processRow(from + n, { ts: begin + (from + n) * MINUTE }));
    insert(this.lab.traces, 'process_trace', rows);
    insert(
      this.lab.traces,
      'data_trace',
      rows.map((row) => dataRow(row)),
    );
    insert(
      this.lab.traces,
      'logs',
      rows.map((row, n) => logRow(from + n, { ts: row.ts, trace_id: row.trace_id })),
    );
  }

  async dispose(): Promise<void> {
    this.housekeeping?.close();
    await this.lab.dispose();
  }

  #watched(start: StartArchive): StartArchive {
    return (job, listener) => {
      this.#running += 1;
      const over = () => {
        this.#running -= 1;
        this.#ended += 1;
      };
      const heard: ArchiveListener = {
        archived: (news) => listener.archived(news),
        done: (size) => {
          over();
          listener.done(size);
        },
        failed: (why) => {
          over();
          listener.failed(why);
        },
      };
      const stop = start(job, heard);
      return () => {
        this.#running = 0;
        stop();
      };
    };
  }
}
