import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import { CellFailure, type ParamValue } from '../../cells/kind.ts';
import { dateValue } from './date-value.ts';
import { positionAt } from './position.ts';
import { tokens } from './tokens.ts';

export interface Bound {
  readonly values: Record<string, DuckDBValue>;
  readonly types: Record<string, DuckDBType>;
}

function bind(value: ParamValue): [DuckDBValue, DuckDBType] {
  switch (value.type) {
    case 'text':
      return [value.value, VARCHAR];
    case 'integer':
      return [BigInt(value.value), BIGINT];
    case 'number':
      return [value.value, DOUBLE];
    case 'boolean':
      return [value.value, BOOLEAN];
    case 'date':
      return [dateValue(value.value), DATE];
    case 'timestamp':
      return [new DuckDBTimestampValue(BigInt(value.value)), TIMESTAMP];
    case 'list':
      return [listValue(value.value), LIST(VARCHAR)];
  }
}

/** Binds what the query names and nothing else. A name without a value is an error at its place. */
export function bindParameters(
  sql: string,
  names: readonly string[],
  params: ReadonlyMap<string, ParamValue>,
): Bound | undefined {
  if (names.length === 0) return undefined;
  const given = new Map([...params].map(([name, value]) => [name.toLowerCase(), value]));
  const values: Record<string, DuckDBValue> = {};
  const types: Record<string, DuckDBType> = {};
  for (const name of names) {
    const value = given.get(name);
    if (value === undefined) {
      const token = tokens(sql).find((t) => t.kind === 'parameter' && t.text.slice(1).toLowerCase() === name);
      throw new CellFailure({
        code: 'unknown_name',
        message: `Nothing gives $${name}.`,
        hint: `Add an input cell named ${name}, or take $${name} out of the query.`,
        ...(token ? { position: positionAt(sql, token.start) } : {}),
      });
    }
    [values[name], types[name]] = bind(value);
  }
  return { values, types };
}
