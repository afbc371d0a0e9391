import { statSync } from 'node:fs';
import Sqlite, { type Database, type Statement } from 'better-sqlite3';
import { TracesUnreadable } from './traces-unreadable.ts';

const LOCK_MILLISECONDS = 2_000;
const CACHE_KIB = 16 * 2 ** 10;

/** One connection that only reads. It sees what is committed; the writer never waits for it. */
export class TraceConnection {
  readonly inode: number;
  readonly #database: Database;
  readonly #statements = new Map<string, Statement<unknown[], unknown>>();

  constructor(file: string, inode: number) {
    this.inode = inode;
    this.#database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: LOCK_MILLISECONDS });
    this.#database.pragma(`cache_size = ${-CACHE_KIB}`);
  }

  all<Row>(sql: string, ...values: readonly (string | number)[]): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  one<Row>(sql: string, ...values: readonly (string | number)[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined;
  }

  close(): void {
    this.#database.close();
  }

  #statement(sql: string): Statement<unknown[], unknown> {
    const known = this.#statements.get(sql);
    if (known) return known;
    if (this.#statements.size >= 100) this.#statements.clear();
    const statement = this.#database.prepare<unknown[], unknown>(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** The store's file as it is now: it may not be there yet, and may be replaced while this runs. */
export class TraceStoreFile {
  readonly #file: string;
  #open: TraceConnection | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /** Undefined where there is no store, or one that was only just begun. Throws a sentence where it cannot be read. */
  connection(): TraceConnection | undefined {
    const inode = statSync(this.#file, { throwIfNoEntry: false })?.ino;
    if (this.#open !== undefined && this.#open.inode !== inode) this.close();
    if (inode === undefined) return undefined;
    if (this.#open !== undefined) return this.#open;
    const opened = this.explaining(() => new TraceConnection(this.#file, inode));
    const begun = this.explaining(() =>
      opened.one("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'"),
    );
    if (begun === undefined) {
      opened.close();
      return undefined;
    }
    this.#open = opened;
    return opened;
  }

  /** What fails is told as a sentence, and the next question opens the file anew. */
  explaining<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.close();
      if (!(error instanceof Sqlite.SqliteError)) throw error;
      throw new TracesUnreadable(
        `The traces in ${this.#file} cannot be read: ${error.message} (${error.code}). ` +
          'The console goes on without them. See who else uses the file, or move it away: a new one is begun.',
      );
    }
  }

  close(): void {
    this.#open?.close();
    this.#open = undefined;
  }
}
