import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api';
import type { Understood } from './analyse.ts';
import { cellFailure } from './failure.ts';
import type { Bound } from './parameters.ts';
import { relationOf } from './relations.ts';
import { type Page, readPage } from './result.ts';

/*
 * One statement gives the first rows and what is known of the whole: the result is kept in memory once with a hash a row, counted,
 * and its beginning joined to the count. The hash of the whole is a sum, so that the order of rows does not matter unless the query
 * has an order of its own; then each row is hashed with its place.
 */

const rowHash = '#row_hash';

export interface Execution {
  readonly understood: Understood;
  readonly bound: Bound | undefined;
  readonly limit: number;
  /** Keep the result as the relation of this cell. */
  readonly give?: { readonly notebook: string; readonly cell: string } | undefined;
  /** Names to offer where one is not found. */
  readonly names: readonly string[];
}

function whole(from: string, ordered: boolean): string {
  const hash = ordered ? `hash("${rowHash}", row_number() OVER ())` : `"${rowHash}"`;
  return ordered
    ? `SELECT count(*) AS "#count", sum(hash) AS "#hash" FROM (SELECT ${hash} AS hash FROM ${from})`
    : `SELECT count(*) AS "#count", sum(${hash}) AS "#hash" FROM ${from}`;
}

function selectPrefix(): string {
  return `WITH "#result" AS MATERIALIZED (SELECT *, hash(*COLUMNS(*)) AS "${rowHash}" FROM (\n`;
}

function selectSuffix(limit: number, ordered: boolean): string {
  return `\n)), "#whole" AS (${whole('"#result"', ordered)})
SELECT "#whole".*, "#first".* FROM "#whole"
LEFT JOIN (SELECT * EXCLUDE ("${rowHash}") FROM "#result" LIMIT ${limit}) AS "#first" ON true`;
}

function pageOf(relation: string, limit: number, ordered: boolean): string {
  const hashed = `(SELECT hash(*COLUMNS(*)) AS "${rowHash}" FROM ${relation})`;
  return `WITH "#whole" AS (${whole(hashed, ordered)})
SELECT "#whole".*, "#first".* FROM "#whole" LEFT JOIN (FROM ${relation} LIMIT ${limit}) AS "#first" ON true`;
}

async function run(
  connection: DuckDBConnection,
  parts: { prefix: string; suffix: string },
  execution: Execution,
): Promise<DuckDBMaterializedResult> {
  const { understood, bound, names } = execution;
  try {
    return await connection.run(`${parts.prefix}${understood.sql}${parts.suffix}`, bound?.values, bound?.types);
  } catch (reason) {
    throw cellFailure(reason, { sql: understood.sql, prefixBytes: Buffer.byteLength(parts.prefix), names });
  }
}

export async function execute(connection: DuckDBConnection, execution: Execution): Promise<Page> {
  const { understood, limit, give } = execution;
  if (!give) {
    const parts = { prefix: selectPrefix(), suffix: selectSuffix(limit, understood.ordered) };
    return readPage(await run(connection, parts, execution));
  }
  const relation = relationOf(give.notebook, give.cell);
  await run(connection, { prefix: `CREATE OR REPLACE TABLE ${relation} AS FROM (\n`, suffix: '\n)' }, execution);
  return readPage(await connection.run(pageOf(relation, limit, understood.ordered)));
}
