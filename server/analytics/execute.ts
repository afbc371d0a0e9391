import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api';
import type { QueryResult } from '../../cells/kind.ts';
import type { Understood } from './analyse.ts';
import { cellFailure } from './failure.ts';
import type { Bound } from './parameters.ts';
import { relationOf } from './relations.ts';
import { digest, fingerprint, readTable, type Table } from './result.ts';
import { inTransaction } from './transaction.ts';

/*
 * The first rows, and the count and a hash of all. Three ways, since each is the fastest for its queries:
 *   a stream (plain scan): its beginning; only when there is more, the whole once more, counted and hashed without being kept;
 *   anything else: kept in memory once with hash and place of each row (without the place the beginning would not be in order);
 *   a relation to be kept: made as a table, then looked at like a stream.
 * The hash is a sum and an exclusive or over the hashes of the rows, so order does not matter unless the query has one.
 */

export type Page = Omit<QueryResult, 'milliseconds'>;

export interface Execution {
  readonly understood: Understood;
  readonly bound: Bound | undefined;
  readonly limit: number;
  /** Keep the result as the relation of this cell. */
  readonly give?: { readonly notebook: string; readonly cell: string } | undefined;
  /** Names to offer where one is not found. */
  readonly names: readonly string[];
}

type Run = (prefix: string, suffix: string) => Promise<DuckDBMaterializedResult>;

const whole = (hash: string): string =>
  `count(*) AS "#count", sum((${hash} >> 33)::INTEGER) AS "#sum", bit_xor(${hash}) AS "#xor"`;

export async function execute(connection: DuckDBConnection, execution: Execution): Promise<Page> {
  const { understood, bound, limit, give, names } = execution;
  const run: Run = async (prefix, suffix) => {
    try {
      return await connection.run(`${prefix}${understood.sql}${suffix}`, bound?.values, bound?.types);
    } catch (reason) {
      throw cellFailure(reason, { sql: understood.sql, prefixBytes: Buffer.byteLength(prefix), names });
    }
  };
  if (give) {
    const relation = relationOf(give.notebook, give.cell);
    await run(`CREATE OR REPLACE TABLE ${relation} AS FROM (\n`, '\n)');
    const ofRelation: Run = (prefix, suffix) => connection.run(`${prefix}FROM ${relation}${suffix}`);
    const placed = `SELECT hash(*COLUMNS(*), rowid) AS "#hash" FROM ${relation}`;
    return scan(ofRelation, limit, understood.ordered ? () => connection.run(wholeOf(placed)) : undefined);
  }
  if (!understood.streams) return keep(run, limit, understood.ordered);
  return inTransaction(connection, () => scan(run, limit));
}

const wholeOf = (hashes: string): string => `SELECT ${whole('"#hash"')} FROM (${hashes})`;

/** `inOrder` gives count and hash where the order of rows is part of the answer. */
async function scan(run: Run, limit: number, inOrder?: () => Promise<DuckDBMaterializedResult>): Promise<Page> {
  const first = await readTable(await run('FROM (\n', `\n) LIMIT ${limit + 1}`));
  const { columns } = first;
  if (first.rows.length <= limit) {
    const hash = digest(columns, fingerprint(first.rows, inOrder !== undefined));
    return { ...first, rowCount: first.rows.length, hash };
  }
  const [prefix, suffix] = wholeOf('SELECT hash(*COLUMNS(*)) AS "#hash" FROM (\n|\n)').split('|') as [string, string];
  const known = (await readTable(await (inOrder?.() ?? run(prefix, suffix)))).rows[0]!;
  return { columns, rows: first.rows.slice(0, limit), rowCount: Number(known[0]), hash: digest(columns, known) };
}

async function keep(run: Run, limit: number, ordered: boolean): Promise<Page> {
  const hash = ordered ? 'hash("#hash", "#place")' : '"#hash"';
  const table = await readTable(
    await run(
      'WITH "#result" AS MATERIALIZED (SELECT *, hash(*COLUMNS(*)) AS "#hash", row_number() OVER () AS "#place" FROM (\n',
      `\n)), "#whole" AS (SELECT ${whole(hash)} FROM "#result")
SELECT "#first".* EXCLUDE ("#hash"), "#whole".*
FROM "#whole" LEFT JOIN (FROM "#result" WHERE "#place" <= ${limit}) AS "#first" ON true ORDER BY "#place"`,
    ),
  );
  return withoutMarks(table);
}

/** Takes off place, count, sum and exclusive or, the last four columns; a result without rows comes as one row of nulls. */
function withoutMarks({ columns: marked, rows }: Table): Page {
  const columns = marked.slice(0, -4);
  const known = rows[0]!.slice(-3);
  const rowCount = Number(known[0]);
  return {
    columns,
    rows: rowCount === 0 ? [] : rows.map((row) => row.slice(0, -4)),
    rowCount,
    hash: digest(columns, known),
  };
}
