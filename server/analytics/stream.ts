type Node = { readonly [key: string]: unknown };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0);

/** Views that sort or join inside. */
const heavyTables = new Set(['orders', 'positions']);

function holds(value: unknown, test: (node: Node) => boolean): boolean {
  if (Array.isArray(value)) return value.some((item) => holds(item, test));
  return isNode(value) && (test(value) || Object.values(value).some((child) => holds(child, test)));
}

/** Whether the query gives rows as it scans one table, so that its beginning costs next to nothing. A wrong no only costs time. */
export function streams(query: Node, aggregates: ReadonlySet<string>): boolean {
  const { type, modifiers, cte_map: commonTables, from_table: from } = query;
  if (type !== 'SELECT_NODE' || !isNode(from)) return false;
  if (from.type !== 'BASE_TABLE' || heavyTables.has(String(from.table_name).toLowerCase())) return false;
  if (isNode(commonTables) && !isEmpty(commonTables.map)) return false;
  if (
    Array.isArray(modifiers) &&
    modifiers.some((modifier) => isNode(modifier) && modifier.type !== 'LIMIT_MODIFIER')
  ) {
    return false;
  }
  if (
    ![query.group_expressions, query.group_sets, query.having, query.qualify, query.sample, from.sample].every(isEmpty)
  ) {
    return false;
  }
  const heavy = (node: Node): boolean =>
    node.class === 'WINDOW' ||
    node.class === 'SUBQUERY' ||
    aggregates.has(String(node.function_name ?? '').toLowerCase());
  return !holds(query.select_list, heavy) && !holds(query.where_clause, heavy);
}
