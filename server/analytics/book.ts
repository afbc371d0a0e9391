import type { DuckDBConnection } from '@duckdb/node-api';
import { CellFailure } from '../../cells/kind.ts';
import type { BookRows } from './port.ts';
import { appendRows } from './rows.ts';
import { quoted } from './schema.ts';
import { inTransaction } from './transaction.ts';

/** Puts the depth of one instrument where `book.<instrument>` reads it. `rows` has prices in nano-points, best level first. */
export async function writeBook(
  connection: DuckDBConnection,
  instrument: string,
  rows: BookRows | undefined,
): Promise<void> {
  if (!rows) {
    throw new CellFailure({
      code: 'unknown_name',
      message: `There is no live book of ${instrument}.`,
      hint: 'select instrument from instruments lists what there is; a book needs the full name with its month.',
    });
  }
  const table = `cells.book.${quoted(instrument)}`;
  await inTransaction(connection, async () => {
    await connection.run(
      `CREATE TABLE IF NOT EXISTS ${table} (side VARCHAR, level BIGINT, price DECIMAL(18,9), quantity BIGINT)`,
    );
    await connection.run(`DELETE FROM ${table}`);
    const values = rows.map((row) => [row.side, row.level, row.price, row.quantity]);
    const kinds = ['text', 'integer', 'price', 'integer'] as const;
    await appendRows(connection, { catalog: 'cells', schema: 'book', table: instrument, kinds }, values);
  });
}
