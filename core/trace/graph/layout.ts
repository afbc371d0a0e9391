import { componentsOf, packed } from './components.ts';
import { centersOf } from './coordinates.ts';
import { type Adjacency, adjacencyOf, backEdges } from './cycles.ts';
import { reduceCrossings } from './order.ts';
import { ranksOf } from './ranks.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
  /** Between columns, and between what stands in one. */
  readonly columnGap: number;
  readonly rowGap: number;
}

export interface PlacedEdge {
  /** It leads back to what calls its caller; its points go from right to left. */
  readonly back: boolean;
  /** From the caller to the callee. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** Left upper corners of the nodes and the ways of the edges, in the order in which they were given. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly { readonly x: number; readonly y: number }[];
  readonly edges: readonly PlacedEdge[];
}

const dummyHeight = 6;
/** Long edges are to be straight, so what stands for them in the columns between is heavy. */
const dummyWeight = 4;

/**
 * Lays a graph out in columns from left to right: an edge goes to a column further right, but for those that close a cycle, which are marked. Edges are
 * pairs of numbers of nodes, each pair once and none from a node to itself. The same graph gives the same places.
 */
export function layOut(count: number, edges: readonly (readonly [number, number])[], size: Size): Layout {
  return packed(
    componentsOf(count, edges).map((component) => ({
      ...component,
      layout: layOutConnected(component.nodes.length, component.edges, size),
    })),
    count,
    edges.length,
    size,
  );
}

function layOutConnected(count: number, edges: readonly (readonly [number, number])[], size: Size): Layout {
  const back = backEdges(count, edges);
  const forward = edges.map(([from, to], index): readonly [number, number] => (back[index] ? [to, from] : [from, to]));
  const ranks = ranksOf(adjacencyOf(count, forward));
  const { chains, total } = chained(count, forward, ranks);
  const graph = adjacencyOf(
    total,
    chains.flatMap((chain) => chain.slice(1).map((node, index): readonly [number, number] => [chain[index]!, node])),
  );
  const layers = layersOf(ranks, chains, graph);
  reduceCrossings(layers, graph);
  const real = (node: number): boolean => node < count;
  const nodes = Array.from({ length: total }, (_, node) => node);
  const centers = centersOf(
    layers,
    graph,
    nodes.map((node) => (real(node) ? size.height : dummyHeight)),
    nodes.map((node) => (real(node) ? 1 : dummyWeight)),
    size.rowGap,
  );
  return placed({ count, size, layers, chains, back, centers });
}

/** Each edge as the nodes that it leads through, with one of its own in each column between. */
function chained(count: number, edges: readonly (readonly [number, number])[], ranks: number[]) {
  let total = count;
  const chains = edges.map(([from, to]) => {
    const between = ranks[to]! - ranks[from]! - 1;
    const dummies = Array.from({ length: between }, (_, index) => total + index);
    total += between;
    for (const [index, dummy] of dummies.entries()) ranks[dummy] = ranks[from]! + 1 + index;
    return [from, ...dummies, to];
  });
  return { chains, total };
}

/** Columns in the order in which a walk meets the nodes, so that what belongs together begins together. */
function layersOf(
  ranks: readonly number[],
  chains: readonly (readonly number[])[],
  { out, into }: Adjacency,
): number[][] {
  const layers: number[][] = Array.from({ length: Math.max(0, ...ranks) + 1 }, () => []);
  const met = new Uint8Array(out.length);
  const begins = out.flatMap((_, node) => (into[node]!.length === 0 ? [node] : []));
  const visit = (begin: number): void => {
    const stack = [begin];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (met[node] === 1) continue;
      met[node] = 1;
      layers[ranks[node]!]!.push(node);
      for (const next of [...out[node]!].reverse()) stack.push(next);
    }
  };
  for (const begin of begins) visit(begin);
  for (const chain of chains) visit(chain[0]!);
  return layers;
}

interface Found {
  readonly count: number;
  readonly size: Size;
  readonly layers: readonly (readonly number[])[];
  readonly chains: readonly (readonly number[])[];
  readonly back: readonly boolean[];
  readonly centers: Float64Array;
}

const round = (value: number): number => Math.round(value * 10) / 10;

function placed({ count, size, layers, chains, back, centers }: Found): Layout {
  const all = layers.flat();
  const top = Math.min(0, ...all.map((node) => centers[node]! - size.height / 2));
  const lowest = Math.max(0, ...all.map((node) => centers[node]! + size.height / 2));
  const column = new Map(layers.flatMap((layer, index) => layer.map((node) => [node, index] as const)));
  const left = (node: number): number => (column.get(node) ?? 0) * (size.width + size.columnGap);
  const middle = (node: number): number => round(centers[node]! - top);
  const ports = portsOf(count, chains, middle, size.height);
  const edges = chains.map((chain, index): PlacedEdge => {
    const points = chain.flatMap((node, at): (readonly [number, number])[] => {
      if (at === 0) return [[left(node) + size.width, ports.out[index]!]];
      if (at === chain.length - 1) return [[left(node), ports.into[index]!]];
      const y = middle(node);
      return [
        [left(node), y],
        [left(node) + size.width, y],
      ];
    });
    return back[index] ? { back: true, points: points.reverse() } : { back: false, points };
  });
  return {
    width: layers.length * (size.width + size.columnGap) - size.columnGap,
    height: round(lowest - top),
    nodes: Array.from({ length: count }, (_, node) => ({ x: left(node), y: round(middle(node) - size.height / 2) })),
    edges,
  };
}

/** Where the edges of a node touch its sides, spread in the order of where they go. */
function portsOf(
  count: number,
  chains: readonly (readonly number[])[],
  middle: (node: number) => number,
  height: number,
) {
  const spread = (endOf: (chain: readonly number[]) => readonly [own: number, other: number]): number[] => {
    const byNode: { edge: number; other: number }[][] = Array.from({ length: count }, () => []);
    for (const [edge, chain] of chains.entries()) {
      const [own, other] = endOf(chain);
      byNode[own]!.push({ edge, other: middle(other) });
    }
    const ports = new Array<number>(chains.length).fill(0);
    for (const [node, ends] of byNode.entries()) {
      ends.sort((a, b) => a.other - b.other || a.edge - b.edge);
      for (const [index, { edge }] of ends.entries())
        ports[edge] = round(middle(node) + ((index + 1) / (ends.length + 1) - 0.5) * height * 0.7);
    }
    return ports;
  };
  return {
    out: spread((chain) => [chain[0]!, chain[1]!]),
    into: spread((chain) => [chain[chain.length - 1]!, chain[chain.length - 2]!]),
  };
}
