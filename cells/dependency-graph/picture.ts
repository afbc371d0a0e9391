import { type Layout, layOut, type PlacedEdge, type Size } from '../../core/trace/graph/layout.ts';
import type { GraphValue } from './schema.ts';

export const size: Size = { width: 190, height: 42, columnGap: 104, rowGap: 16 };
/** Room around the picture, for arrows that turn and for strokes. */
export const margin = 14;

export interface Picture {
  readonly layout: Layout;
  /** By the place of an edge in the value; undefined for a node that calls itself. */
  readonly edges: readonly (PlacedEdge | undefined)[];
}

let drawn: { readonly key: string; readonly picture: Picture } | undefined;

/** Where everything stands; it follows from who calls whom alone, so it is found anew only when that changes. */
export function pictureOf({ nodes, edges }: Pick<GraphValue, 'nodes' | 'edges'>): Picture {
  const key = JSON.stringify([nodes.map(({ name }) => name), edges.map(({ from, to }) => [from, to])]);
  if (drawn?.key === key) return drawn.picture;
  const between = edges.filter(({ from, to }) => from !== to);
  const layout = layOut(
    nodes.length,
    between.map(({ from, to }) => [from, to]),
    size,
  );
  const placed = new Map(between.map((edge, index) => [edge, layout.edges[index]]));
  drawn = { key, picture: { layout, edges: edges.map((edge) => placed.get(edge)) } };
  return drawn.picture;
}

/** What the point of an arrow takes of the end of its way. */
const headLength = 7;

/** A way through its points: level where it passes a column, a curve between columns. */
export function wayPath({ points, back }: PlacedEdge): string {
  const [begin, ...rest] = points.map(([x, y], index): readonly [number, number] =>
    index === points.length - 1 ? [x + (back ? headLength : -headLength), y] : [x, y],
  );
  if (begin === undefined) return '';
  let [x, y] = begin;
  const parts = rest.map(([nextX, nextY]) => {
    const middle = Math.round((x + nextX) / 2);
    const part = nextY === y ? `H${nextX}` : `C${middle} ${y} ${middle} ${nextY} ${nextX} ${nextY}`;
    [x, y] = [nextX, nextY];
    return part;
  });
  return `M${begin[0]} ${begin[1]}${parts.join('')}`;
}

/** The point of an arrow at the end of a way; a failing one is a diamond. */
export function headPath({ points, back }: PlacedEdge, fails: boolean): string {
  const [x, y] = points.at(-1) ?? [0, 0];
  const away = back ? 8 : -8;
  return fails ? `M${x} ${y}l${away / 2} -4.5l${away / 2} 4.5l${-away / 2} 4.5z` : `M${x} ${y}l${away} -4v8z`;
}

/** Where the figures of a way stand: in the middle of its last curve. */
export function labelPlace({ points }: PlacedEdge): readonly [x: number, y: number] {
  const [[x1, y1], [x2, y2]] = [points.at(-2) ?? [0, 0], points.at(-1) ?? [0, 0]];
  return [Math.round((x1 + x2) / 2), Math.round((y1 + y2) / 2) - 3];
}

/** The width of a line for so many calls of the most there are. */
export const strokeOf = (calls: number, most: number): number =>
  Math.round((1 + (2.5 * Math.log1p(calls)) / Math.max(1, Math.log1p(most))) * 10) / 10;
