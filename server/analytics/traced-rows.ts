import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type ArchivedTable, archivedTables, archiveHas, isArchived } from '../trace/archive-files.ts';
import { engineException } from './failure.ts';
import { type RecordTable, recordTable } from './record.ts';
import { literal, quoted } from './schema.ts';

/*
 * A table of traces is its copy and, before the first row of the copy, the archive. The copy is of one piece, and a row is archived before
 * the record forgets it, so every row is there once at any moment, whichever of the two has been brought up to date.
 */

const hot = (table: RecordTable): string =>
  `SELECT *, ts::DATE AS date, hour(ts) AS hour FROM analytics.record.${quoted(table.name)}`;

function cold(table: RecordTable, folder: string): string {
  const names = ['seq', ...table.columns.map((column) => column.name), 'date', 'hour'].map(quoted).join(', ');
  const glob = literal(path.join(folder, table.name, '*', '*', '*.parquet'));
  const { name } = table;
  return `SELECT ${names}
FROM read_parquet(${glob}, hive_partitioning = true, hive_types = {'date': DATE, 'hour': BIGINT})
WHERE generation IS DISTINCT FROM (SELECT generation FROM analytics.record.watermarks WHERE name = ${literal(name)})
  OR seq < coalesce((SELECT min(seq) FROM analytics.record.${quoted(name)}), 9223372036854775807)`;
}

/** The views `all_<table>` of hot and cold rows, made again when an archive appears or is gone: nothing can be read from no file. */
export class TracedRows {
  readonly #folder: string;
  readonly #withArchive = new Map<ArchivedTable, boolean>();

  /** `folder` is the archive's. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async make(connection: DuckDBConnection): Promise<void> {
    for (const name of archivedTables) await this.#define(connection, name, false);
  }

  /** Before a query reads a table. */
  async refresh(connection: DuckDBConnection, name: string): Promise<void> {
    if (!isArchived(name)) return;
    const has = archiveHas(this.#folder, name);
    if (has !== this.#withArchive.get(name)) await this.#define(connection, name, has);
  }

  /**
   * After a query failed: whether it can be run again, because the archive is another one now. Hours that are too old are deleted while queries read, and
   * a file that cannot be read is set aside; whatever the failure says, only the file itself decides that.
   */
  async mend(connection: DuckDBConnection, message: string, log: (line: string) => void): Promise<boolean> {
    const from = message.indexOf(this.#folder);
    const file = from < 0 ? undefined : /^[^"']+?\.parquet/.exec(message.slice(from))?.[0];
    if (file === undefined) return false;
    if (!existsSync(file)) {
      for (const name of archivedTables) await this.refresh(connection, name);
      return true;
    }
    const whole = `SELECT bit_xor(hash(*COLUMNS(*))) FROM read_parquet(${literal(file)})`;
    const why = await connection.run(whole).then(
      () => undefined,
      (reason: unknown) => engineException(String(reason)).exception_message ?? String(reason),
    );
    if (why === undefined) return false;
    const aside = `${file}.unreadable`;
    renameSync(file, aside);
    log(
      `A file of the trace archive cannot be read and was set aside as ${path.relative(this.#folder, aside)}: ${why}`,
    );
    return true;
  }

  async #define(connection: DuckDBConnection, name: ArchivedTable, withArchive: boolean): Promise<void> {
    const table = recordTable(name);
    if (!table) throw new Error(`${name} is not a table of the record.`);
    const rows = withArchive ? `${hot(table)}\nUNION ALL\n${cold(table, this.#folder)}` : hot(table);
    await connection.run(`CREATE OR REPLACE VIEW analytics.record.${quoted(`all_${name}`)} AS ${rows}`);
    this.#withArchive.set(name, withArchive);
  }
}
