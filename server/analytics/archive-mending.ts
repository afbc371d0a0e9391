import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type ArchivedTable, archiveFiles, archiveHas, archivePath } from '../trace/archive-files.ts';
import { engineException } from './failure.ts';
import { type RecordTable, recordTable } from './record.ts';
import { literal, quoted } from './schema.ts';

/** The columns of an archived file that views read. */
export const archivedColumns = (table: RecordTable): string[] => [
  'seq',
  ...table.columns.map((column) => column.name),
  'date',
  'hour',
];

const whole = (columns: string): string => `bit_xor(hash(${columns}))`;
const columnsAlone = (columns: string): string => columns;

/** What is said of the inside of a file. */
const damaged = /protocol|thrift|parquet|zstd|decompress|corrupt|invalid data|magic|footer/i;

/** Sets files of the archive aside that cannot be read. Whatever a failure says, only the file itself decides that. */
export class ArchiveMending {
  readonly #folder: string;
  readonly #log: (line: string) => void;

  constructor(folder: string, log: (line: string) => void) {
    this.#folder = folder;
    this.#log = log;
  }

  /**
   * After a query of some tables failed: whether it can be run again because the archive is another one now: an hour was too old, or a file was set aside.
   * A failure to bind names no file and comes from the first, one inside of a file does not always.
   */
  async afterFailure(
    connection: DuckDBConnection,
    message: string,
    tables: readonly ArchivedTable[],
  ): Promise<boolean> {
    const from = message.indexOf(this.#folder);
    const file = from < 0 ? undefined : /^[^"']+?\.parquet/.exec(message.slice(from))?.[0];
    if (file !== undefined) {
      if (!existsSync(file)) return true;
      return this.#setAside(connection, file, path.relative(this.#folder, file).split(path.sep)[0] ?? '', whole);
    }
    if (from >= 0) return tables.some((table) => !archiveHas(this.#folder, table));
    for (const table of tables) {
      const first = archiveFiles(this.#folder, table).next().value;
      if (first && (await this.#setAside(connection, archivePath(this.#folder, first), table, columnsAlone)))
        return true;
      if (damaged.test(message) && (await this.lookThrough(connection, table, whole))) return true;
    }
    return false;
  }

  /** Looks at every file of a table; says whether one was set aside. */
  async lookThrough(
    connection: DuckDBConnection,
    table: ArchivedTable,
    depth: (columns: string) => string = columnsAlone,
  ): Promise<boolean> {
    let found = false;
    for (const file of archiveFiles(this.#folder, table)) {
      const bad = await this.#setAside(connection, archivePath(this.#folder, file), table, depth);
      found ||= bad;
    }
    return found;
  }

  async #setAside(
    connection: DuckDBConnection,
    file: string,
    name: string,
    select: (columns: string) => string,
  ): Promise<boolean> {
    const table = recordTable(name);
    if (!table) return false;
    const columns = ['generation', ...archivedColumns(table)].map(quoted).join(', ');
    try {
      await connection.run(
        `SELECT ${select(columns)} FROM read_parquet(${literal(file)}, hive_partitioning = true) LIMIT 1`,
      );
      return false;
    } catch (reason) {
      const aside = `${file}.unreadable`;
      renameSync(file, aside);
      const why = engineException(reason instanceof Error ? reason.message : String(reason)).exception_message;
      this.#log(
        `A file of the trace archive cannot be read and was set aside as ${path.relative(this.#folder, aside)}: ${why?.split('\n')[0]}`,
      );
      return true;
    }
  }
}
