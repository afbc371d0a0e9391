import { findCycles } from './cycles.ts';
import { type CellNames, fold, givenNames } from './names.ts';
import { topologicalOrder } from './order.ts';

/** Who reads whom among the cells of a notebook. It knows names only, never what a cell does. */
export interface Graph {
  /** Cells in the order of the page. */
  readonly cells: readonly string[];
  /** Cells by the folded name that they give. More than one giver of a name is a duplicate. */
  readonly givers: ReadonlyMap<string, readonly string[]>;
  /** Cells that a cell reads or mentions, in the order of its reads. */
  readonly above: ReadonlyMap<string, readonly string[]>;
  /** Cells that read a cell, in the order of the page. */
  readonly below: ReadonlyMap<string, readonly string[]>;
  /** Cells that a cell mentions and does not read: it goes on without them. */
  readonly mentioned: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names a cell reads that no cell gives, as written: sources, or names that nothing has. */
  readonly outside: ReadonlyMap<string, readonly string[]>;
  /** Every cell that is not on a cycle or below one, readers after what they read, otherwise as on the page. */
  readonly order: readonly string[];
  /** Cells on a cycle, each with its shortest way round: `[a, b, a]` for `a`, `[b, a, b]` for `b`. */
  readonly cycles: ReadonlyMap<string, readonly string[]>;
}

export const noGraph: Graph = buildGraph([]);

export function buildGraph(cells: readonly CellNames[]): Graph {
  const ids = cells.map(({ cell }) => cell);
  const givers = new Map<string, string[]>();
  for (const { cell, gives } of cells) {
    for (const name of givenNames(gives)) append(givers, fold(name), cell);
  }
  const above = new Map<string, readonly string[]>();
  const below = new Map<string, string[]>(ids.map((id) => [id, []]));
  const outside = new Map<string, readonly string[]>();
  const mentioned = new Map<string, ReadonlySet<string>>();
  for (const { cell, reads, mentions = [] } of cells) {
    const cellsRead = new Set<string>();
    const others = new Set<string>();
    for (const name of reads) {
      const found = givers.get(fold(name));
      if (found) for (const giver of found) cellsRead.add(giver);
      else others.add(name);
    }
    const only = mentions
      .flatMap((name) => givers.get(fold(name)) ?? [])
      .filter((giver) => giver !== cell && !cellsRead.has(giver));
    mentioned.set(cell, new Set(only));
    const everything = new Set([...cellsRead, ...only]);
    above.set(cell, [...everything]);
    outside.set(cell, [...others]);
    for (const giver of everything) below.get(giver)!.push(cell);
  }
  const order = topologicalOrder(ids, above, below);
  const ordered = new Set(order);
  const leftOver = ids.filter((id) => !ordered.has(id));
  return { cells: ids, givers, above, below, mentioned, outside, order, cycles: findCycles(leftOver, above) };
}

/** Cells of one name that more than one cell gives, by cell: the name and all its givers. */
export function duplicates(graph: Graph): ReadonlyMap<string, { name: string; givers: readonly string[] }> {
  const found = new Map<string, { name: string; givers: readonly string[] }>();
  for (const [name, givers] of graph.givers) {
    if (givers.length < 2) continue;
    for (const giver of givers) found.set(giver, { name, givers });
  }
  return found;
}

/** Cells named like a source, which their readers see instead of it: cell and name. */
export function hiddenSources(graph: Graph, sources: Iterable<string>): ReadonlyMap<string, string> {
  const hidden = new Map<string, string>();
  for (const source of sources) {
    for (const giver of graph.givers.get(fold(source)) ?? []) hidden.set(giver, source);
  }
  return hidden;
}

function append(lists: Map<string, string[]>, key: string, item: string): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
