import { bareNames, refusedScalar, refusedTable, refusedTableFunction } from './refused.ts';
import { isReadable } from './reserved.ts';
import { streams } from './stream.ts';

/** What a walk over the tree of one SELECT finds. Offsets are UTF-8 bytes, as DuckDB counts. */
export interface Reading {
  /** Unqualified names in lower case, `book.ZNZ6` with the instrument in capitals. */
  readonly tables: readonly string[];
  readonly parameters: readonly string[];
  readonly macros: readonly string[];
  /** Whether the order of the rows is part of the answer. */
  readonly ordered: boolean;
  /** Whether rows come out as the tables are scanned: nothing is grouped, joined, sorted or made unique. */
  readonly streams: boolean;
  readonly problems: readonly Problem[];
}

export interface Problem {
  readonly code: 'refused' | 'unknown_name';
  readonly message: string;
  readonly hint: string;
  readonly byteOffset?: number | undefined;
}

type Node = { readonly [key: string]: unknown };
type Scope = ReadonlySet<string>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const location = (node: Node): number | undefined =>
  typeof node.query_location === 'number' && node.query_location < Number.MAX_SAFE_INTEGER
    ? node.query_location
    : undefined;

/** How a name is known outside of the query: the graph, the sources and the bus compare these. */
export function canonicalName(schema: string, name: string): string {
  return schema.toLowerCase() === 'book' ? `book.${name.toUpperCase()}` : name.toLowerCase();
}

class Walk {
  readonly tables = new Set<string>();
  readonly parameters = new Set<string>();
  readonly macros = new Set<string>();
  readonly problems: Problem[] = [];
  readonly #knownMacros: ReadonlySet<string>;
  readonly #source: Buffer;

  constructor(sql: string, knownMacros: ReadonlySet<string>) {
    this.#source = Buffer.from(sql, 'utf8');
    this.#knownMacros = knownMacros;
  }

  visit(value: unknown, scope: Scope): void {
    if (Array.isArray(value)) {
      for (const item of value) this.visit(item, scope);
    } else if (isNode(value)) {
      this.#look(value, scope);
    }
  }

  #look(node: Node, scope: Scope): void {
    switch (node.type) {
      case 'BASE_TABLE':
        this.#table(node, text(node.schema_name), text(node.table_name), text(node.catalog_name), scope);
        return;
      case 'TABLE_FUNCTION':
        this.#tableFunction(node, scope);
        return;
      case 'SHOW_REF':
        if (!isNode(node.query)) this.#refuseShow(node);
        break;
      case 'VALUE_PARAMETER':
        this.#parameter(text(node.identifier));
        return;
      case 'COLUMN_REF':
        this.#columnReference(node);
        return;
    }
    if (node.class === 'FUNCTION' || node.class === 'WINDOW') this.#scalar(node);
    this.#visitChildren(node, this.#withCommonTables(node, scope));
  }

  /** A common table expression sees those before it, and itself only when it is recursive. */
  #withCommonTables(node: Node, outer: Scope): Scope {
    if (node.type === 'RECURSIVE_CTE_NODE') return new Set([...outer, text(node.cte_name).toLowerCase()]);
    const map = isNode(node.cte_map) ? node.cte_map.map : undefined;
    if (!Array.isArray(map) || map.length === 0) return outer;
    const scope = new Set(outer);
    for (const entry of map) {
      if (!isNode(entry)) continue;
      this.visit(entry.value, scope);
      scope.add(text(entry.key).toLowerCase());
    }
    return scope;
  }

  #visitChildren(node: Node, scope: Scope): void {
    for (const [key, child] of Object.entries(node)) {
      if (key !== 'cte_map' && typeof child === 'object') this.visit(child, scope);
    }
  }

  #table(node: Node, schema: string, name: string, catalog: string, scope: Scope): void {
    const recursive = schema === 'recurring' && scope.has(name.toLowerCase());
    if (recursive || (schema === '' && scope.has(name.toLowerCase()))) return;
    const refusal = refusedTable([catalog, schema].filter(Boolean), name);
    if (refusal) {
      this.problems.push({ code: 'refused', ...refusal, byteOffset: location(node) });
    } else if (catalog || !isReadable(schema)) {
      this.problems.push({
        code: 'unknown_name',
        message: `There is no ${[catalog, schema, name].filter(Boolean).join('.')}.`,
        hint: 'Cells and sources have names without a dot; the only dotted ones are book.<instrument>.',
        byteOffset: location(node),
      });
    } else {
      this.tables.add(canonicalName(schema, name));
    }
  }

  #tableFunction(node: Node, scope: Scope): void {
    const call = isNode(node.function) ? node.function : {};
    const name = text(call.function_name).toLowerCase();
    if (name === 'query_table') {
      this.#queryTable(node, call, scope);
      return;
    }
    const refusal = refusedTableFunction(name, this.#knownMacros);
    if (refusal) this.problems.push({ code: 'refused', ...refusal, byteOffset: location(node) });
    if (this.#knownMacros.has(name)) this.macros.add(name);
    this.visit(call.children, scope);
  }

  #queryTable(node: Node, call: Node, scope: Scope): void {
    const children = Array.isArray(call.children) ? call.children : [];
    const constant = isNode(children[0]) && isNode(children[0].value) ? children[0].value.value : undefined;
    if (children.length !== 1 || typeof constant !== 'string') {
      this.problems.push({
        code: 'refused',
        message: 'query_table with a computed name hides what it reads.',
        hint: "Write the table's name in FROM, or query_table('name') with one constant.",
        byteOffset: location(node),
      });
      return;
    }
    const parts = constant.split('.');
    this.#table(node, parts.length > 1 ? parts[0]! : '', parts.at(-1)!, '', scope);
  }

  #refuseShow(node: Node): void {
    this.problems.push({
      code: 'refused',
      message: 'SHOW without a query lists what belongs to the engine.',
      hint: 'The catalog lists the sources; DESCRIBE <name> lists the columns of one.',
      byteOffset: location(node) ?? 0,
    });
  }

  #parameter(identifier: string): void {
    if (/^\d+$/.test(identifier)) {
      this.problems.push({
        code: 'refused',
        message: 'A parameter without a name stands for nothing here.',
        hint: 'Write $name, where name is an input cell.',
      });
    } else {
      this.parameters.add(identifier.toLowerCase());
    }
  }

  #columnReference(node: Node): void {
    const names = Array.isArray(node.column_names) ? node.column_names : [];
    const name = text(names[0]).toLowerCase();
    const at = location(node);
    if (names.length !== 1 || !bareNames.has(name)) return;
    if (at !== undefined && this.#source[at] === 0x22) return;
    const refusal = refusedScalar(name, 0);
    if (refusal) this.problems.push({ code: 'refused', ...refusal, byteOffset: at });
  }

  #scalar(node: Node): void {
    const children = Array.isArray(node.children) ? node.children : [];
    const refusal = refusedScalar(text(node.function_name).toLowerCase(), children.length);
    if (refusal) this.problems.push({ code: 'refused', ...refusal, byteOffset: location(node) });
  }
}

export interface Known {
  readonly macros: ReadonlySet<string>;
  readonly aggregates: ReadonlySet<string>;
}

/** Reads the names out of one statement of `json_serialize_sql`. */
export function readTree(statement: unknown, sql: string, known: Known): Reading {
  const walk = new Walk(sql, known.macros);
  const node = isNode(statement) && isNode(statement.node) ? statement.node : {};
  walk.visit(node, new Set());
  const modifiers = Array.isArray(node.modifiers) ? node.modifiers : [];
  return {
    tables: [...walk.tables],
    parameters: [...walk.parameters],
    macros: [...walk.macros],
    ordered: modifiers.some((modifier) => isNode(modifier) && modifier.type === 'ORDER_MODIFIER'),
    streams: streams(node, known.aggregates),
    problems: walk.problems,
  };
}
