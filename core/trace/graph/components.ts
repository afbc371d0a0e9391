import type { Layout, PlacedEdge, Size } from './layout.ts';

interface Component {
  /** Numbers of its nodes and edges in the whole; its own edges are between places in `nodes`. */
  readonly nodes: readonly number[];
  readonly numbers: readonly number[];
  readonly edges: readonly (readonly [number, number])[];
}

/** The parts of a graph between which nothing leads, the largest first. */
export function componentsOf(count: number, edges: readonly (readonly [number, number])[]): Component[] {
  const roots = Array.from({ length: count }, (_, node) => node);
  const rootOf = (node: number): number => {
    let root = node;
    while (roots[root] !== root) root = roots[root]!;
    roots[node] = root;
    return root;
  };
  for (const [from, to] of edges) {
    const [a, b] = [rootOf(from), rootOf(to)];
    roots[Math.max(a, b)] = Math.min(a, b);
  }
  const byRoot = new Map<number, { nodes: number[]; numbers: number[]; edges: [number, number][] }>();
  const places = roots.map((_, node) => {
    const root = rootOf(node);
    const part = byRoot.get(root) ?? { nodes: [], numbers: [], edges: [] };
    byRoot.set(root, part);
    return part.nodes.push(node) - 1;
  });
  for (const [number, [from, to]] of edges.entries()) {
    const part = byRoot.get(rootOf(from));
    part?.numbers.push(number);
    part?.edges.push([places[from]!, places[to]!]);
  }
  return [...byRoot.values()].sort((a, b) => b.nodes.length - a.nodes.length || a.nodes[0]! - b.nodes[0]!);
}

/** How much wider than high a picture is to be, as windows and cells are. */
const aspect = 2.4;
/** Widths that are tried. */
const tried = 12;

type Laid = Component & { readonly layout: Layout };
type Corner = readonly [x: number, y: number];

/** Parts in rows of a width at most, the largest first; what stands alone fills the last rows. */
function rowsWithin(parts: readonly Laid[], most: number, { columnGap, rowGap }: Size) {
  let [left, top, bottom, width] = [0, 0, 0, 0];
  const corners = parts.map(({ layout, nodes }, index): Corner => {
    const begins = nodes.length === 1 && parts[index - 1]?.nodes.length !== 1;
    if (left > 0 && (begins || left + layout.width > most))
      [left, top] = [0, bottom + (nodes.length > 1 || begins ? 2 : 1) * rowGap];
    const corner: Corner = [left, top];
    width = Math.max(width, left + layout.width);
    bottom = Math.max(bottom, top + layout.height);
    left += layout.width + (nodes.length > 1 ? columnGap : columnGap / 2);
    return corner;
  });
  return { corners, width, height: bottom };
}

/** Parts beside and under each other, in the form that can be drawn largest. */
export function packed(parts: readonly Laid[], count: number, edgeCount: number, size: Size): Layout {
  const widest = Math.max(0, ...parts.map(({ layout }) => layout.width));
  const rows = Array.from({ length: tried }, (_, index) =>
    rowsWithin(parts, widest + index * (size.width + size.columnGap), size),
  );
  const need = ({ width, height }: (typeof rows)[number]): number => Math.max(width / aspect, height);
  const { corners, width, height } = rows.reduce((best, each) => (need(each) < need(best) ? each : best));
  const nodes = new Array<{ x: number; y: number }>(count);
  const edges = new Array<PlacedEdge>(edgeCount);
  for (const [index, part] of parts.entries()) {
    const [left, top] = corners[index] ?? [0, 0];
    for (const [place, { x, y }] of part.layout.nodes.entries())
      nodes[part.nodes[place]!] = { x: x + left, y: y + top };
    for (const [place, { back, points }] of part.layout.edges.entries())
      edges[part.numbers[place]!] = { back, points: points.map(([x, y]): Corner => [x + left, y + top]) };
  }
  return { width, height, nodes, edges };
}
