import { statSync } from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import Database from 'better-sqlite3';
import type { Instant } from '../../core/model/time.ts';
import type { RecordingFile } from './protocol.ts';
import { type RecordFileName, type RecordTable, recordFiles, recordTable } from './record.ts';
import { appendRows } from './rows.ts';
import { literal, quoted } from './schema.ts';
import { inTransaction } from './transaction.ts';

/** Reading one keeps everything else of the engine waiting. */
const pageRows = 5_000;
const pagesTogether = 40;
const pruneEveryMilliseconds = 60_000;

export interface RecordCopyOptions {
  readonly folder: string;
  readonly environment: string;
  readonly run: string;
  readonly recording?: RecordingFile | undefined;
}

/** A file of the record and whose rows of it are copied. */
interface RecordFile {
  readonly database: Database.Database;
  readonly inode: bigint;
  /** Undefined where rows belong to no run: all of them are copied. */
  readonly key: { readonly environment: string; readonly run: string } | undefined;
  /** It holds what the console has not come to yet. */
  readonly isRecording: boolean;
}

interface Watermark {
  readonly seq: number;
  /** First time column of the row at `seq`: a record that was replaced by another one has another. */
  readonly mark: number | null;
  readonly generation: string;
}

/** Rows after one number up to another. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly generation: string;
}

const none: Watermark = { seq: 0, mark: null, generation: '' };

/** Appends to the copies in DuckDB what the record has that they have not. */
export class RecordCopy {
  readonly #options: RecordCopyOptions;
  readonly #files = new Map<string, RecordFile>();
  readonly #watermarks = new Map<string, Watermark>();
  readonly #verified = new Set<string>();
  readonly #pruned = new Map<string, number>();

  constructor(options: RecordCopyOptions) {
    this.#options = options;
  }

  /** Brings one table up to what was known at `now`. Returns whether it was emptied first. */
  async update(
    connection: DuckDBConnection,
    name: string,
    now: Instant,
  ): Promise<{ appended: number; emptied: boolean }> {
    const table = recordTable(name);
    const file = table && this.#file(table.file);
    if (!table || !file) return { appended: 0, emptied: false };
    const generation = generationOf(file.database);
    let before = await this.#watermark(connection, table.name);
    const newest = file.isRecording ? knownAt(file.database, table, now) : edge(file.database, table, 'max');
    const emptied = before.seq > 0 && this.#isAnother(file.database, table, before, newest, generation);
    if (emptied) {
      await this.#empty(connection, table.name);
      before = none;
    }
    let appended = 0;
    let from = before.seq;
    while (from < newest) {
      const pages = await this.#copyPages(connection, file, table, { from, to: newest, generation });
      appended += pages.rows;
      from = pages.upTo;
    }
    if (appended > 0 && !file.isRecording) await this.#prune(connection, file.database, table);
    return { appended, emptied };
  }

  close(): void {
    for (const { database } of this.#files.values()) database.close();
  }

  /** Undefined while there is none. A file that was deleted and made anew is opened anew. */
  #file(name: RecordFileName): RecordFile | undefined {
    const { folder, environment, run } = this.#options;
    const recording = name === 'market' ? this.#options.recording : undefined;
    const file = recording?.file ?? path.join(folder, `${name}.sqlite`);
    const inode = statSync(file, { bigint: true, throwIfNoEntry: false })?.ino;
    const open = this.#files.get(name);
    if (open && open.inode === inode) return open;
    open?.database.close();
    this.#files.delete(name);
    if (inode === undefined) return undefined;
    const database = new Database(file, { readonly: true, fileMustExist: true });
    const ready = database.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name = 'meta'").pluck().get();
    if (ready === 0) {
      database.close();
      return undefined;
    }
    const key = recordFiles[name].byRun ? { environment, run, ...recording } : undefined;
    const known = { database, inode, key, isRecording: recording !== undefined };
    this.#files.set(name, known);
    return known;
  }

  async #watermark(connection: DuckDBConnection, name: string): Promise<Watermark> {
    const known = this.#watermarks.get(name);
    if (known) return known;
    const sql = 'SELECT seq, mark, generation FROM analytics.record.watermarks WHERE name = $1';
    const row = (await (await connection.run(sql, [name])).getRows())[0];
    if (!row) return none;
    return { seq: Number(row[0]), mark: row[1] === null ? null : Number(row[1]), generation: String(row[2]) };
  }

  #isAnother(
    file: Database.Database,
    table: RecordTable,
    before: Watermark,
    newest: number,
    generation: string,
  ): boolean {
    if (before.generation !== generation || before.seq > newest) return true;
    if (this.#verified.has(table.name)) return false;
    this.#verified.add(table.name);
    const mark = markAt(file, table, before.seq);
    return mark !== null && mark !== before.mark;
  }

  async #empty(connection: DuckDBConnection, name: string): Promise<void> {
    await inTransaction(connection, async () => {
      await connection.run(`DELETE FROM analytics.record.${quoted(name)}`);
      await connection.run(`DELETE FROM analytics.record.watermarks WHERE name = ${literal(name)}`);
    });
    this.#watermarks.delete(name);
  }

  /** Some pages in one transaction: a large one goes into the database directly, a small one into its log first. */
  async #copyPages(
    connection: DuckDBConnection,
    file: RecordFile,
    table: RecordTable,
    span: Span,
  ): Promise<{ rows: number; upTo: number }> {
    let rows = 0;
    let from = span.from;
    const watermark = await inTransaction(connection, async () => {
      for (let pages = 0; pages < pagesTogether && from < span.to; pages++) {
        const page = readPage(file, table, { ...span, from });
        // The record went on without the copy and forgot rows that it has not seen: what it has is of one piece or nothing.
        if (from > 0 && page.first > from + 1) await dropBefore(connection, table, page.first);
        const kinds = ['integer' as const, ...table.columns.map((column) => column.kind)];
        await appendRows(connection, { catalog: 'analytics', schema: 'record', table: table.name, kinds }, page.rows);
        rows += page.rows.length;
        from = page.upTo;
        await new Promise(setImmediate);
      }
      if (table.key && rows > 0) await dropReplaced(connection, table.name, table.key, span.from);
      const mark = markAt(file.database, table, from);
      await connection.run('INSERT OR REPLACE INTO analytics.record.watermarks VALUES ($1, $2, $3, $4)', [
        table.name,
        BigInt(from),
        mark === null ? null : BigInt(mark),
        span.generation,
      ]);
      return { seq: from, mark, generation: span.generation };
    });
    this.#watermarks.set(table.name, watermark);
    return { rows, upTo: from };
  }

  /** The record forgets its oldest rows; the copy follows now and then, so that it stays bounded too. */
  async #prune(connection: DuckDBConnection, file: Database.Database, table: RecordTable): Promise<void> {
    const now = performance.now();
    if (now - (this.#pruned.get(table.name) ?? Number.NEGATIVE_INFINITY) < pruneEveryMilliseconds) return;
    this.#pruned.set(table.name, now);
    await dropBefore(connection, table, edge(file, table, 'min'));
  }
}

/** With the first row that the table has at the same moment. */
function readPage({ database, key }: RecordFile, table: RecordTable, span: Span) {
  const names = table.columns.map((column) => column.from ?? column.name).join(', ');
  const ofRun = key ? 'AND environment = ? AND run = ?' : '';
  const sql = `SELECT seq, ${names} FROM ${table.from} WHERE seq > ? AND seq <= ? ${ofRun} ORDER BY seq LIMIT ${pageRows}`;
  const bounds = [span.from, span.to, ...(key ? [key.environment, key.run] : [])];
  const { rows, first } = database.transaction(() => ({
    rows: database
      .prepare(sql)
      .raw()
      .all(...bounds) as (string | number | null)[][],
    first: edge(database, table, 'min'),
  }))();
  return { rows, first, upTo: rows.length < pageRows ? span.to : Number(rows.at(-1)![0]) };
}

async function dropBefore(connection: DuckDBConnection, table: RecordTable, seq: number): Promise<void> {
  await connection.run(`DELETE FROM analytics.record.${quoted(table.name)} WHERE seq < ${seq}`);
}

function generationOf(file: Database.Database): string {
  return String(file.prepare("SELECT value FROM meta WHERE key = 'generation'").pluck().get() ?? '');
}

function edge(file: Database.Database, table: RecordTable, which: 'min' | 'max'): number {
  return Number(file.prepare(`SELECT ${which}(seq) FROM ${table.from}`).pluck().get() ?? 0);
}

/** The last row of a recording that was known at an instant; a bar is when its minute is over. */
function knownAt(file: Database.Database, table: RecordTable, now: Instant): number {
  const { column, after } = table.known ?? { column: 'ts_event', after: 0 };
  const sql = `SELECT seq FROM ${table.from} WHERE ${column} <= ? ORDER BY ${column} DESC, seq DESC LIMIT 1`;
  const seq = file.prepare(sql).pluck();
  return Number(seq.get(now - after) ?? 0);
}

function markAt(file: Database.Database, table: RecordTable, seq: number): number | null {
  const column = table.columns.find((candidate) => candidate.kind === 'instant')!;
  const sql = `SELECT ${column.from ?? column.name} FROM ${table.from} WHERE seq = ?`;
  return (file.prepare(sql).pluck().get(seq) as number | undefined) ?? null;
}

async function dropReplaced(
  connection: DuckDBConnection,
  name: string,
  key: readonly string[],
  from: number,
): Promise<void> {
  const table = `analytics.record.${quoted(name)}`;
  const columns = key.map(quoted);
  await connection.run(
    `DELETE FROM ${table} AS old USING (
       SELECT ${columns.join(', ')}, max(seq) AS newest FROM ${table} WHERE seq > ${from} GROUP BY ALL
     ) AS new
     WHERE ${columns.map((column) => `old.${column} = new.${column}`).join(' AND ')} AND old.seq < new.newest`,
  );
}
