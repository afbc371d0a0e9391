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

/** Parts in rows, the largest first; what stands alone fills the last rows. */
export function packed(
  parts: readonly (Component & { readonly layout: Layout })[],
  count: number,
  edgeCount: number,
  { width, height, columnGap, rowGap }: Size,
): Layout {
  const nodes = new Array<{ x: number; y: number }>(count);
  const edges = new Array<PlacedEdge>(edgeCount);
  const joined = parts.filter((part) => part.nodes.length > 1);
  const alone = parts.filter((part) => part.nodes.length === 1);
  const room = (each: { readonly width: number; readonly height: number }): number =>
    (each.width + columnGap) * (each.height + 2 * rowGap);
  const area = parts.reduce((sum, { layout }) => sum + room(layout), 0);
  const wanted = Math.max(Math.sqrt(area * aspect), ...parts.map(({ layout }) => layout.width));
  let [left, top, bottom, widest] = [0, 0, 0, 0];
  for (const { nodes: members, numbers, layout } of joined) {
    if (left > 0 && left + layout.width > wanted) [left, top] = [0, bottom + 2 * rowGap];
    for (const [place, { x, y }] of layout.nodes.entries()) nodes[members[place]!] = { x: x + left, y: y + top };
    for (const [place, { back, points }] of layout.edges.entries())
      edges[numbers[place]!] = { back, points: points.map(([x, y]): readonly [number, number] => [x + left, y + top]) };
    widest = Math.max(widest, left + layout.width);
    bottom = Math.max(bottom, top + layout.height);
    left += layout.width + columnGap;
  }
  const columns = Math.max(1, Math.floor((Math.max(wanted, widest) + columnGap / 2) / (width + columnGap / 2)));
  const under = joined.length === 0 ? 0 : bottom + 2 * rowGap;
  for (const [index, { nodes: members }] of alone.entries()) {
    const [x, y] = [
      (index % columns) * (width + columnGap / 2),
      under + Math.floor(index / columns) * (height + rowGap),
    ];
    nodes[members[0]!] = { x, y };
    widest = Math.max(widest, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { width: widest, height: bottom, nodes, edges };
}
