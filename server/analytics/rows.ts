import {
  BIGINT,
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
import { dateValue } from './date-value.ts';
import type { ColumnKind } from './record.ts';

type Cell = string | number | null;

const chunkRows = 2048;

const types: Readonly<Record<ColumnKind, DuckDBType>> = {
  text: VARCHAR,
  integer: BIGINT,
  real: DOUBLE,
  price: DECIMAL(18, 9),
  money: DECIMAL(18, 6),
  instant: TIMESTAMP,
  date: DATE,
};

const convert: Readonly<Record<ColumnKind, (value: string | number) => DuckDBValue>> = {
  text: String,
  integer: (value) => BigInt(value),
  real: Number,
  price: (value) => new DuckDBDecimalValue(BigInt(value), 18, 9),
  money: (value) => new DuckDBDecimalValue(BigInt(value), 18, 6),
  instant: (value) => new DuckDBTimestampValue(BigInt(value)),
  date: (value) => dateValue(String(value)),
};

export interface Target {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
  readonly kinds: readonly ColumnKind[];
}

/** Appends rows in the record's units (nano-points, micros, microseconds, `YYYY-MM-DD`) column by column. */
export async function appendRows(
  connection: DuckDBConnection,
  target: Target,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const appender = await connection.createAppender(target.table, target.schema, target.catalog);
  const columnTypes = target.kinds.map((kind) => types[kind]);
  for (let from = 0; from < rows.length; from += chunkRows) {
    const part = rows.slice(from, from + chunkRows);
    const chunk = DuckDBDataChunk.create(columnTypes, part.length);
    target.kinds.forEach((kind, index) => {
      const make = convert[kind];
      chunk.setColumnValues(
        index,
        part.map((row) => {
          const value = row[index];
          return value === null || value === undefined ? null : make(value);
        }),
      );
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
