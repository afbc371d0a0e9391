import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, quoted } from './schema.ts';

/*
 * Relations of cells live in `cells`, an in-memory catalog with a schema a notebook: they are never written to disk, every connection
 * sees them, and a statement that replaces one shows the old one to others until it commits. A query finds them before sources because
 * its connection's search path begins with the notebook's schema; that setting stays allowed when the configuration is locked. The
 * first entry also decides where a schema alone is looked up, so the books lie in the same catalog.
 */

const schemaName = (notebook: string): string => `notebook ${notebook}`;
const schemaOf = (notebook: string): string => `cells.${quoted(schemaName(notebook))}`;
export const relationOf = (notebook: string, cell: string): string => `${schemaOf(notebook)}.${quoted(cell)}`;

/** Keeps the schemas of notebooks and points connections at them. */
export class Relations {
  readonly #made = new Map<string, Promise<unknown>>();
  readonly #paths = new WeakMap<DuckDBConnection, string>();

  async pointAt(connection: DuckDBConnection, notebook: string | undefined): Promise<void> {
    const first = notebook === undefined ? 'cells.main' : schemaOf(notebook);
    if (this.#paths.get(connection) === first) return;
    if (notebook !== undefined) await this.#make(connection, first);
    await connection.run(`SET search_path = ${literal(`${first},analytics.main`)}`);
    this.#paths.set(connection, first);
  }

  /** The schema of a notebook stays, since connections point at it and would not find one of the same name made later. */
  async forget(connection: DuckDBConnection, notebook: string, cell?: string): Promise<void> {
    await this.#make(connection, schemaOf(notebook));
    for (const name of cell === undefined ? await relationsOf(connection, notebook) : [cell]) {
      await connection.run(`DROP TABLE IF EXISTS ${relationOf(notebook, name)}`);
    }
  }

  /** The first queries of a notebook come together, and DuckDB refuses all but one of those that create a schema at one moment. */
  #make(connection: DuckDBConnection, schema: string): Promise<unknown> {
    const made = this.#made.get(schema) ?? connection.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    this.#made.set(schema, made);
    made.catch(() => this.#made.delete(schema));
    return made;
  }
}

async function relationsOf(connection: DuckDBConnection, notebook: string): Promise<string[]> {
  const sql = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'cells' AND schema_name = $1";
  const rows = await (await connection.run(sql, [schemaName(notebook)])).getRows();
  return rows.map((row) => String(row[0]));
}
