import { createHash } from 'node:crypto';
import {
  type DuckDBMaterializedResult,
  DuckDBTypeId,
  type DuckDBValueConverter,
  JsonDuckDBValueConverter,
} from '@duckdb/node-api';
import type { Column, Json } from '../../cells/kind.ts';

/** JSON without losing a digit; an interval as DuckDB writes it. */
const toJson: DuckDBValueConverter<Json> = (value, type, converter) => {
  if (value === null) return null;
  if (type.typeId === DuckDBTypeId.INTERVAL) return String(value);
  return JsonDuckDBValueConverter(value, type, converter as never) as Json;
};

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Json[])[];
}

export async function readTable(result: DuckDBMaterializedResult): Promise<Table> {
  const columns = result
    .deduplicatedColumnNames()
    .map((name, index) => ({ name, type: result.columnType(index).toString() }));
  const rows: Json[][] = [];
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    rows.push(...(chunk.convertRows(toJson) as Json[][]));
  }
  return { columns, rows };
}

/** A hash of the columns and of what is known of the rows. */
export function digest(columns: readonly Column[], rows: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([columns, rows]))
    .digest('hex')
    .slice(0, 32);
}

/** The rows themselves as what is known of them; sorted where their order is not part of the answer. */
export function fingerprint(rows: Table['rows'], ordered: boolean): readonly string[] {
  const texts = rows.map((row) => JSON.stringify(row));
  return ordered ? texts : texts.sort();
}
