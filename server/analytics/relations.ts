import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, quoted } from './schema.ts';

/*
 * Relations of cells live in `cells`, an in-memory catalog with a schema a notebook: they are never written to disk, every connection
 * sees them, and a statement that replaces one shows the old one to others until it commits. A query finds them before sources because
 * its connection's search path begins with the notebook's schema; that setting stays allowed when the configuration is locked. The
 * first entry also decides where a schema alone is looked up, so the books lie in the same catalog.
 */

const schemaOf = (notebook: string): string => `cells.${quoted(`notebook ${notebook}`)}`;
export const relationOf = (notebook: string, cell: string): string => `${schemaOf(notebook)}.${quoted(cell)}`;

export async function openNamespace(connection: DuckDBConnection, notebook: string | undefined): Promise<void> {
  const first = notebook === undefined ? 'cells.main' : schemaOf(notebook);
  if (notebook !== undefined) await createSchema(connection, first);
  await connection.run(`SET search_path = ${literal(`${first},analytics.main`)}`);
}

/** The first queries of a notebook come together, and DuckDB refuses all but one of those that create a schema at the same moment. */
async function createSchema(connection: DuckDBConnection, schema: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await connection.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
      return;
    } catch (reason) {
      if (attempt === 100 || !/write-write conflict/i.test(String(reason))) throw reason;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}

export async function forgetRelations(connection: DuckDBConnection, notebook: string, cell?: string): Promise<void> {
  if (cell !== undefined) await connection.run(`DROP TABLE IF EXISTS ${relationOf(notebook, cell)}`);
  else await connection.run(`DROP SCHEMA IF EXISTS ${schemaOf(notebook)} CASCADE`);
}
