import type { PnlValue } from './schema.ts';

/** The square the paths are drawn in, as the view's `viewBox` says; it is stretched to the cell. */
export const plotWidth = 1_000;
export const plotHeight = 1_000;

export interface Plot {
  readonly left: (milliseconds: number) => number;
  readonly top: (micros: number) => number;
}

/** Places in the square. Zero always lies inside; a day without movement is a line in the middle. */
export function plotOf(value: PnlValue): Plot {
  let low = 0;
  let high = 0;
  for (const [, realized, unrealized, drawdown] of value.points) {
    low = Math.min(low, realized + unrealized, realized, unrealized, drawdown);
    high = Math.max(high, realized + unrealized, realized, unrealized);
  }
  const margin = (high - low || 2) * 0.06;
  const from = value.points[0]?.[0] ?? 0;
  const to = value.points.at(-1)?.[0] ?? 0;
  const height = high - low + 2 * margin;
  return {
    left: (at) => (to > from ? ((at - from) / (to - from)) * plotWidth : plotWidth / 2),
    top: (micros) => ((high + margin - micros) / height) * plotHeight,
  };
}

const place = (position: number): string => String(Math.round(position * 10) / 10);

/** A line through the points. */
export function linePath(value: PnlValue, plot: Plot, of: (point: PnlValue['points'][number]) => number): string {
  return value.points
    .map((point, index) => `${index === 0 ? 'M' : 'L'}${place(plot.left(point[0]))} ${place(plot.top(of(point)))}`)
    .join('');
}

/** A line that keeps its height until the next point, as what is realized does. */
export function stepPath(value: PnlValue, plot: Plot, of: (point: PnlValue['points'][number]) => number): string {
  return value.points
    .map((point, index) => {
      const left = place(plot.left(point[0]));
      const top = place(plot.top(of(point)));
      return index === 0 ? `M${left} ${top}` : `H${left}V${top}`;
    })
    .join('');
}

/** The area between zero and a line. */
export function areaPath(value: PnlValue, plot: Plot, of: (point: PnlValue['points'][number]) => number): string {
  const first = value.points[0];
  const last = value.points.at(-1);
  if (!first || !last) return '';
  const zero = place(plot.top(0));
  const line = linePath(value, plot, of).slice(1);
  return `M${place(plot.left(first[0]))} ${zero}L${line}L${place(plot.left(last[0]))} ${zero}Z`;
}

/** Lines across at the marked amounts. */
export const gridPath = (value: PnlValue, plot: Plot): string =>
  value.amounts.map(({ at }) => `M0 ${place(plot.top(at))}H${plotWidth}`).join('');

/** Pushes labels (percent from the top) apart, in their order, so that none hides another. */
export function spread(tops: readonly number[], apart: number): number[] {
  const order = tops.map((_, index) => index).sort((a, b) => (tops[a] ?? 0) - (tops[b] ?? 0));
  const placed = [...tops];
  let lowest = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    placed[index] = Math.max(tops[index] ?? 0, lowest + apart);
    lowest = placed[index];
  }
  let ceiling = 100;
  for (const index of order.reverse()) {
    placed[index] = Math.min(placed[index] ?? 0, ceiling);
    ceiling = placed[index] - apart;
  }
  return placed;
}

/** The index of the point nearest to a place from the left (0 to 1). */
export function nearestPoint(value: PnlValue, share: number): number {
  const from = value.points[0]?.[0] ?? 0;
  const to = value.points.at(-1)?.[0] ?? 0;
  const at = from + share * (to - from);
  let best = 0;
  value.points.forEach((point, index) => {
    if (Math.abs(point[0] - at) < Math.abs((value.points[best]?.[0] ?? 0) - at)) best = index;
  });
  return best;
}
