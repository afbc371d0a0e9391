import { partMatcher } from '../matching.ts';

/** Calls, failed ones, then milliseconds: median, 95th and 99th percentile, and the longest. */
export type GraphFigures = readonly [calls: number, errors: number, p50: number, p95: number, p99: number, max: number];

const NO_CALLS: GraphFigures = [0, 0, 0, 0, 0, 0];

export interface CallNode {
  readonly name: string;
  readonly group: string;
  readonly figures: GraphFigures;
}

export interface CallEdge {
  readonly caller: string;
  readonly callee: string;
  readonly figures: GraphFigures;
}

/** Who calls whom; callers and callees are names of nodes. */
export interface CallGraph {
  readonly nodes: readonly CallNode[];
  readonly edges: readonly CallEdge[];
}

export interface Narrowing {
  /** Fewest calls of an edge, and of a node that has none. */
  readonly minimum: number;
  /** Part of a name, `*` for anything: what fits, and what is within so many calls of it. */
  readonly focus: string | undefined;
  readonly hops: number;
  /** How much is drawn at most; what is called most stays. */
  readonly nodes: number;
  readonly edges: number;
}

export interface Narrowed extends CallGraph {
  readonly leftOut: { readonly nodes: number; readonly edges: number };
  /** Whether anything fits the focus. */
  readonly found: boolean;
}

const edgeKey = ({ caller, callee }: Pick<CallEdge, 'caller' | 'callee'>): string => JSON.stringify([caller, callee]);

/** The part of a graph that is asked for and can be drawn, nodes and edges by name, so that the same graph is always the same. */
export function narrow(
  graph: CallGraph,
  { minimum, focus, hops, nodes: mostNodes, edges: mostEdges }: Narrowing,
): Narrowed {
  const often = ({ figures }: { readonly figures: GraphFigures }): boolean => figures[0] >= minimum;
  const edgesKept = graph.edges.filter(often);
  // A caller that has not ended yet has no calls of its own.
  const ends = new Set(edgesKept.flatMap(({ caller, callee }) => [caller, callee]));
  const frequent = { nodes: graph.nodes.filter((node) => often(node) || ends.has(node.name)), edges: edgesKept };
  const near = focus === undefined ? frequent : around(frequent, focus, hops);
  const most = <Item extends { readonly figures: GraphFigures }>(items: readonly Item[], count: number): Item[] =>
    [...items].sort((a, b) => b.figures[0] - a.figures[0]).slice(0, count);
  const nodes = most(near.nodes, mostNodes).sort((a, b) => compare(a.name, b.name));
  const names = new Set(nodes.map(({ name }) => name));
  const between = near.edges.filter(({ caller, callee }) => names.has(caller) && names.has(callee));
  const edges = most(between, mostEdges).sort((a, b) => compare(edgeKey(a), edgeKey(b)));
  return {
    nodes,
    edges,
    leftOut: { nodes: near.nodes.length - nodes.length, edges: near.edges.length - edges.length },
    found: focus === undefined || near.nodes.length > 0,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What fits a name and all that is so many calls away from it, in either direction. */
function around({ nodes, edges }: CallGraph, focus: string, hops: number): CallGraph {
  const fits = partMatcher(focus);
  const near = new Set(nodes.flatMap(({ name }) => (fits(name) ? [name] : [])));
  for (let hop = 0; hop < hops; hop++) {
    const next = edges.filter(({ caller, callee }) => near.has(caller) !== near.has(callee));
    for (const { caller, callee } of next) near.add(caller).add(callee);
  }
  return {
    nodes: nodes.filter(({ name }) => near.has(name)),
    edges: edges.filter(({ caller, callee }) => near.has(caller) && near.has(callee)),
  };
}

/** Whether nothing is in a graph that another one has not. */
export function isWithin(graph: CallGraph, known: CallGraph): boolean {
  const names = new Set(known.nodes.map(({ name }) => name));
  const keys = new Set(known.edges.map(edgeKey));
  return graph.nodes.every(({ name }) => names.has(name)) && graph.edges.every((edge) => keys.has(edgeKey(edge)));
}

/** Nodes and edges of a known graph with the figures of a newer one, none where nothing was called: so nothing moves. */
export function withFigures(known: CallGraph, graph: CallGraph): CallGraph {
  const nodes = new Map(graph.nodes.map((node) => [node.name, node.figures]));
  const edges = new Map(graph.edges.map((edge) => [edgeKey(edge), edge.figures]));
  return {
    nodes: known.nodes.map((node) => ({ ...node, figures: nodes.get(node.name) ?? NO_CALLS })),
    edges: known.edges.map((edge) => ({ ...edge, figures: edges.get(edgeKey(edge)) ?? NO_CALLS })),
  };
}
