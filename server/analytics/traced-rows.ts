import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type ArchivedTable, archivedTables, archiveHas, isArchived } from '../trace/archive-files.ts';
import { ArchiveMending, archivedColumns } from './archive-mending.ts';
import { type RecordTable, recordTable } from './record.ts';
import { literal, quoted } from './schema.ts';

/*
 * A table of traces is its copy and, before the first row of the copy, the archive. The copy is of one piece, and a row is archived before
 * the record forgets it, so every row is there once at any moment, whichever of the two has been brought up to date.
 */

const hot = (table: RecordTable): string =>
  `SELECT *, ts::DATE AS date, hour(ts) AS hour FROM analytics.record.${quoted(table.name)}`;

function cold(table: RecordTable, folder: string): string {
  const names = archivedColumns(table).map(quoted).join(', ');
  const glob = literal(path.join(folder, table.name, 'date=*', 'hour=*', '*-*-*.parquet'));
  const { name } = table;
  return `SELECT ${names}
FROM read_parquet(${glob}, hive_partitioning = true, hive_types = {'date': DATE, 'hour': BIGINT})
WHERE generation IS DISTINCT FROM (SELECT generation FROM analytics.record.watermarks WHERE name = ${literal(name)})
  OR seq < coalesce((SELECT min(seq) FROM analytics.record.${quoted(name)}), 9223372036854775807)`;
}

/** The views `all_<table>` of hot and cold rows, made again when an archive appears or is gone: nothing can be read from no file. */
export class TracedRows {
  readonly #folder: string;
  readonly #mending: ArchiveMending;
  readonly #log: (line: string) => void;
  readonly #withArchive = new Map<ArchivedTable, boolean>();
  #told = '';

  /** `folder` is the archive's. */
  constructor(folder: string, log: (line: string) => void) {
    this.#folder = folder;
    this.#mending = new ArchiveMending(folder, log);
    this.#log = log;
  }

  async make(connection: DuckDBConnection): Promise<void> {
    for (const name of archivedTables) await this.#define(connection, name, false);
  }

  /** Before a query reads a table. */
  async refresh(connection: DuckDBConnection, name: string): Promise<void> {
    if (!isArchived(name)) return;
    const has = archiveHas(this.#folder, name);
    if (has === this.#withArchive.get(name)) return;
    try {
      await this.#define(connection, name, has);
    } catch (reason) {
      if (await this.#mending.lookThrough(connection, name)) await this.refresh(connection, name);
      else this.#tell(name, reason);
    }
  }

  /** After a query failed: whether it can be run again, because the archive is another one now. */
  async mend(connection: DuckDBConnection, message: string, copies: readonly string[]): Promise<boolean> {
    const archived = copies.filter(isArchived);
    if (archived.length === 0 || !(await this.#mending.afterFailure(connection, message, archived))) return false;
    for (const name of archivedTables) await this.refresh(connection, name);
    return true;
  }

  #tell(name: ArchivedTable, reason: unknown): void {
    const line = `The archive of ${name} cannot be read, and queries see the rows of the store alone: ${String(reason)}`;
    if (line !== this.#told) this.#log(line);
    this.#told = line;
  }

  async #define(connection: DuckDBConnection, name: ArchivedTable, withArchive: boolean): Promise<void> {
    const table = recordTable(name);
    if (!table) throw new Error(`${name} is not a table of the record.`);
    const rows = withArchive ? `${hot(table)}\nUNION ALL\n${cold(table, this.#folder)}` : hot(table);
    await connection.run(`CREATE OR REPLACE VIEW analytics.record.${quoted(`all_${name}`)} AS ${rows}`);
    this.#withArchive.set(name, withArchive);
  }
}
