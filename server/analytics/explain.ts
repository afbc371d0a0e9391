import type { DuckDBConnection } from '@duckdb/node-api';
import { sourceOfTable, tablesBeside } from './sources.ts';
import { canonicalName } from './tree.ts';

interface PlanNode {
  readonly name?: string;
  readonly children?: readonly PlanNode[];
  readonly extra_info?: Readonly<Record<string, unknown>>;
}

function tablesOf(node: PlanNode, found: Set<string>): void {
  const table = node.extra_info?.Table;
  if (typeof table === 'string') found.add(table);
  for (const child of node.children ?? []) tablesOf(child, found);
}

/** `catalog.schema.table` of a plan as a name outside of it; the tables behind a source count as the source. */
function nameOf(table: string): string {
  const parts = table.split('.');
  const name = canonicalName(parts.at(-2) ?? '', parts.at(-1) ?? table);
  return sourceOfTable.get(name) ?? name;
}

/**
 * The tables that a statement binds to, from its plan with the optimizer off (with it on, `where false` and folded macros lose tables).
 * `connection` must be one with the optimizer off. Rejects when the statement does not bind, as with a cell that has no relation yet.
 */
export async function explainedTables(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly string[],
): Promise<string[]> {
  const nulls = Object.fromEntries(parameters.map((name) => [name, null]));
  const result = await connection.run(`EXPLAIN (FORMAT json) ${sql}`, parameters.length > 0 ? nulls : undefined);
  const found = new Set<string>();
  for (const row of await result.getRows()) {
    for (const plan of JSON.parse(String(row[1])) as PlanNode[]) tablesOf(plan, found);
  }
  return [...new Set([...found].map(nameOf))].filter((name) => !tablesBeside.has(name));
}
