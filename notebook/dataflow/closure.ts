import type { Graph } from './graph.ts';

/** The cells and everything that they read, over any number of steps. */
export const withAncestors = (graph: Graph, cells: Iterable<string>): Set<string> => closure(cells, graph.above);

/** The cells and everything that reads them, over any number of steps. */
export const withReaders = (graph: Graph, cells: Iterable<string>): Set<string> => closure(cells, graph.below);

/** Ancestors of one cell, without itself. */
export function ancestorsOf(graph: Graph, cell: string): Set<string> {
  const found = withAncestors(graph, graph.above.get(cell) ?? []);
  found.delete(cell);
  return found;
}

/** What runs when these cells change: they and their readers, each after what it reads. Cells that cannot run are left out. */
export function plan(graph: Graph, changed: Iterable<string>): string[] {
  const concerned = withReaders(graph, changed);
  return graph.order.filter((cell) => concerned.has(cell));
}

function closure(cells: Iterable<string>, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>();
  const open = [...cells];
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    if (found.has(cell) || !edges.has(cell)) continue;
    found.add(cell);
    open.push(...edges.get(cell)!);
  }
  return found;
}
