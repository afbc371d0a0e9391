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

export interface Page {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Json[])[];
  readonly rowCount: number;
  readonly hash: string;
}

/** Count and hash stand in the first two columns of each row; where there is no row of the result, in one row of nulls. */
export async function readPage(result: DuckDBMaterializedResult): Promise<Page> {
  const columns = result
    .deduplicatedColumnNames()
    .map((name, index) => ({ name, type: result.columnType(index).toString() }))
    .slice(2);
  let rowCount = 0;
  let sum = '';
  const rows: Json[][] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    if (rows.length === 0) {
      rowCount = Number(chunk.getColumnVector(0).getItem(0));
      sum = String(chunk.getColumnVector(1).getItem(0));
      if (rowCount === 0) break;
    }
    const values: (Json | null)[][] = [];
    for (let column = 2; column < chunk.columnCount; column++) values.push(chunk.convertColumnValues(column, toJson));
    for (let row = 0; row < chunk.rowCount; row++) rows.push(values.map((column) => column[row] ?? null));
  }
  const hash = createHash('sha256')
    .update(JSON.stringify([columns, rowCount, sum]))
    .digest('hex')
    .slice(0, 32);
  return { columns, rows, rowCount, hash };
}
