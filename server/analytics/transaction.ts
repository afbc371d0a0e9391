import type { DuckDBConnection } from '@duckdb/node-api';

/** All of it or nothing. */
export async function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run('BEGIN TRANSACTION');
  try {
    const result = await work();
    await connection.run('COMMIT');
    return result;
  } catch (reason) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw reason;
  }
}
