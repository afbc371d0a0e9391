import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import { CellFailure, type Column, type Json } from '../../cells/kind.ts';
import { dateValue } from './date-value.ts';
import { isEngineSchema, isEngineTable } from './reserved.ts';
import { literal, quoted } from './schema.ts';
import { sourceNamed } from './sources.ts';

export interface ImportInfo {
  readonly name: string;
  readonly about: string;
  readonly rows: number;
  readonly columns: readonly Column[];
}

const chunkRows = 2048;
const catalogTable = 'imports.main."#imports"';

const decimalType = /^DECIMAL\((\d+),(\d+)\)$/;

/** Text of a decimal as an integer of its last place; exact, and an error where the text has more places. */
function scaled(text: string, scale: number): bigint {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
  const fraction = (match?.[3] ?? '').replace(/0+$/, '');
  if (!match || fraction.length > scale) throw new RangeError(`${text} is no decimal with ${scale} places`);
  return BigInt(`${match[1]}${match[2]}${fraction.padEnd(scale, '0')}`);
}

interface Writer {
  readonly type: DuckDBType;
  make(value: Json): DuckDBValue;
}

/** How a column takes JSON values: 64-bit integers and decimals as text or numbers, a timestamp in microseconds, a date as text. */
function writerFor(column: Column): Writer {
  const decimal = decimalType.exec(column.type);
  if (decimal) {
    const [width, scale] = [Number(decimal[1]), Number(decimal[2])];
    return {
      type: DECIMAL(width, scale),
      make: (value) => new DuckDBDecimalValue(scaled(String(value), scale), width, scale),
    };
  }
  switch (column.type) {
    case 'BIGINT':
      return { type: BIGINT, make: (value) => BigInt(value as string | number) };
    case 'DOUBLE':
      return { type: DOUBLE, make: Number };
    case 'BOOLEAN':
      return { type: BOOLEAN, make: Boolean };
    case 'TIMESTAMP':
      return { type: TIMESTAMP, make: (value) => new DuckDBTimestampValue(BigInt(value as string | number)) };
    case 'DATE':
      return {
        type: DATE,
        make: (value) => dateValue(String(value)),
      };
    case 'VARCHAR':
      return { type: VARCHAR, make: String };
    default:
      throw new RangeError(`an import has no columns of type ${column.type}`);
  }
}

/** Throws a sentence where an imported source may not have this name. */
function checkImportName(name: string): void {
  const refuse = (message: string, hint: string) => {
    throw new CellFailure({ code: 'refused', message, hint });
  };
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) {
    refuse(
      `${JSON.stringify(name)} cannot be the name of a source.`,
      'Use small letters, digits and _, beginning with a letter, at most 63 of them: es_minutes',
    );
  }
  if (sourceNamed(name))
    refuse(`${name} is a source of the console itself.`, `Choose another name, for example my_${name}.`);
  if (name === 'book' || name === 'main' || isEngineSchema(name) || isEngineTable(name)) {
    refuse(`${name} is a word of the engine.`, 'Choose another name.');
  }
}

/** A word such as `select` or `left` would have to be quoted in every query. */
async function checkNotReserved(connection: DuckDBConnection, name: string): Promise<void> {
  const reserved = "keyword_category in ('reserved', 'type_function')";
  const sql = `select keyword_category from duckdb_keywords() where keyword_name = $name and ${reserved}`;
  const found = await connection.runAndReadAll(sql, { name });
  if (found.currentRowCount === 0) return;
  const hint = `Choose another name, for example ${name}_rows.`;
  throw new CellFailure({ code: 'refused', message: `${name} is a word of SQL.`, hint });
}

/** One import at work: rows gather in a transaction that commits whole or not at all. */
export class ImportJob {
  readonly connection: DuckDBConnection;
  readonly #name: string;
  readonly #about: string;
  readonly #writers: readonly Writer[];
  #rows = 0;

  private constructor(connection: DuckDBConnection, name: string, about: string, columns: readonly Column[]) {
    this.connection = connection;
    this.#name = name;
    this.#about = about;
    this.#writers = columns.map(writerFor);
  }

  static async begin(
    connection: DuckDBConnection,
    name: string,
    about: string,
    columns: readonly Column[],
  ): Promise<ImportJob> {
    checkImportName(name);
    await checkNotReserved(connection, name);
    const job = new ImportJob(connection, name, about, columns);
    await connection.run('BEGIN TRANSACTION');
    try {
      const list = columns.map((column) => `${quoted(column.name)} ${column.type}`).join(', ');
      await connection.run(`CREATE OR REPLACE TABLE imports.main.${quoted(name)} (${list})`);
    } catch (reason) {
      await job.abandon();
      throw reason;
    }
    return job;
  }

  async append(rows: readonly (readonly Json[])[]): Promise<void> {
    const appender = await this.connection.createAppender(this.#name, 'main', 'imports');
    const types = this.#writers.map((writer) => writer.type);
    for (let from = 0; from < rows.length; from += chunkRows) {
      const part = rows.slice(from, from + chunkRows);
      const chunk = DuckDBDataChunk.create(types, part.length);
      this.#writers.forEach((writer, index) => {
        chunk.setColumnValues(
          index,
          part.map((row) => {
            const value = row[index];
            return value === null || value === undefined ? null : writer.make(value);
          }),
        );
      });
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    this.#rows += rows.length;
  }

  async commit(): Promise<number> {
    const sql = `INSERT OR REPLACE INTO ${catalogTable} VALUES ($1, $2, $3)`;
    await this.connection.run(sql, [this.#name, this.#about, BigInt(this.#rows)]);
    await this.connection.run('COMMIT');
    await publish(this.connection, this.#name);
    return this.#rows;
  }

  async abandon(): Promise<void> {
    await this.connection.run('ROLLBACK').catch(() => undefined);
  }
}

async function publish(connection: DuckDBConnection, name: string): Promise<void> {
  await connection.run(`CREATE OR REPLACE VIEW analytics.main.${quoted(name)} AS FROM imports.main.${quoted(name)}`);
}

export async function listImports(connection: DuckDBConnection): Promise<ImportInfo[]> {
  const rows = await (await connection.run(`SELECT name, about, rows FROM ${catalogTable} ORDER BY name`)).getRows();
  const list: ImportInfo[] = [];
  for (const [name, about, count] of rows) {
    const described = await connection.run(`SELECT * FROM imports.main.${quoted(String(name))} LIMIT 0`);
    const columns = described.columnNames().map((column, index) => ({
      name: column,
      type: described.columnType(index).toString(),
    }));
    list.push({ name: String(name), about: String(about), rows: Number(count), columns });
  }
  return list;
}

/** Gives each imported table its name again, as after the copy of the record was made anew. */
export async function publishImports(connection: DuckDBConnection): Promise<void> {
  for (const { name } of await listImports(connection)) await publish(connection, name);
}

export async function dropImport(connection: DuckDBConnection, name: string): Promise<void> {
  const known = (await listImports(connection)).some((info) => info.name === name);
  if (!known) {
    throw new CellFailure({
      code: 'unknown_name',
      message: `There is no imported source named ${name}.`,
      hint: 'Only what was imported can be dropped.',
    });
  }
  await connection.run(`DROP VIEW IF EXISTS analytics.main.${quoted(name)}`);
  await connection.run(`DROP TABLE imports.main.${quoted(name)}`);
  await connection.run(`DELETE FROM ${catalogTable} WHERE name = ${literal(name)}`);
}
