import type { DrawdownPoint } from '../../core/pnl/drawdown.ts';

/**
 * Thins to at most `most` points (ten or more): of each stretch the first, the last, the highest and lowest total, and the deepest
 * drawdown, so that no extreme is lost.
 */
export function thin(points: readonly DrawdownPoint[], most: number): readonly DrawdownPoint[] {
  if (points.length <= most) return points;
  const stretches = Math.max(1, Math.floor(most / 5));
  const kept: DrawdownPoint[] = [];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * points.length) / stretches);
    const to = Math.floor(((stretch + 1) * points.length) / stretches);
    kept.push(...extremes(points.slice(from, to)));
  }
  return kept;
}

function extremes(points: readonly DrawdownPoint[]): DrawdownPoint[] {
  const indices = new Set([0, points.length - 1]);
  for (const better of [
    (a: DrawdownPoint, b: DrawdownPoint) => a.total > b.total,
    (a: DrawdownPoint, b: DrawdownPoint) => a.total < b.total,
    (a: DrawdownPoint, b: DrawdownPoint) => a.drawdown < b.drawdown,
  ]) {
    let best = 0;
    points.forEach((point, index) => {
      const leader = points[best];
      if (leader && better(point, leader)) best = index;
    });
    indices.add(best);
  }
  return [...indices].sort((a, b) => a - b).flatMap((index) => points[index] ?? []);
}
