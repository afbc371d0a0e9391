import { buildGraph, type Graph } from '../dataflow/graph.ts';
import { fold, givenNames } from '../dataflow/names.ts';
import type { CellState } from './state.ts';

/**
 * The graph of the cells as analysed. A cell that gives no relation can still be read by its own name, as prose does, unless a source
 * has that name: it stands in the graph under `#name`, which no text can hold.
 */
export function graphOf(cells: ReadonlyMap<string, CellState>): Graph {
  const given = new Set<string>();
  const bare = new Set<string>();
  for (const cell of cells.values()) {
    const names = namesGiven(cell);
    if (names.length === 0) bare.add(fold(cell.spec.name));
    for (const name of names) given.add(fold(name));
  }
  const standing = new Map<string, string>();
  for (const cell of cells.values()) standing.set(fold(cell.spec.name), namesInGraph(cell)[0] ?? '');
  return buildGraph(
    [...cells.values()].map((cell) => {
      const sources = new Set(cell.refs?.sources.map(fold));
      const reads = (cell.refs?.reads ?? []).map((name) => {
        const folded = fold(name);
        return !given.has(folded) && !sources.has(folded) && bare.has(folded) ? `#${folded}` : name;
      });
      const mentions = (cell.refs?.mentions ?? []).flatMap((name) => standing.get(fold(name)) ?? []);
      return { cell: cell.spec.id, reads, mentions, gives: namesInGraph(cell) };
    }),
  );
}

const namesGiven = ({ spec, refs, refused }: CellState): readonly string[] =>
  givenNames(spec.fault || refused || !refs ? spec.gives : refs.gives);

function namesInGraph(cell: CellState): readonly string[] {
  const names = namesGiven(cell);
  return names.length > 0 ? names : [`#${fold(cell.spec.name)}`];
}
