import { addMoney, type Money, money, NO_MONEY } from '../../core/model/money.ts';
import type { Instant } from '../../core/model/time.ts';
import type { PnlPoint, PnlSeries } from '../../core/topics.ts';

export interface DayPoint extends PnlPoint {
  readonly total: Money;
  /** Total minus the highest total so far, which begins at zero: never positive. */
  readonly drawdown: Money;
}

/** Adds series of one currency: at each instant that any of them has, the sum of the last values up to it, zero before the first. */
export function addSeries(series: readonly PnlSeries[]): PnlPoint[] {
  const instants = [...new Set(series.flatMap(({ points }) => points.map(({ ts }) => ts)))].sort((a, b) => a - b);
  const next = series.map(() => 0);
  const last = series.map(
    (): Pick<PnlPoint, 'realized' | 'unrealized'> => ({ realized: NO_MONEY, unrealized: NO_MONEY }),
  );
  return instants.map((ts: Instant) => {
    series.forEach(({ points }, index) => {
      let at = next[index] ?? 0;
      for (let point = points[at]; point !== undefined && point.ts <= ts; point = points[++at]) last[index] = point;
      next[index] = at;
    });
    return {
      ts,
      realized: last.reduce((sum, { realized }) => addMoney(sum, realized), NO_MONEY),
      unrealized: last.reduce((sum, { unrealized }) => addMoney(sum, unrealized), NO_MONEY),
    };
  });
}

export function withDrawdown(points: readonly PnlPoint[]): DayPoint[] {
  let peak = 0;
  return points.map((point) => {
    const total = addMoney(point.realized, point.unrealized);
    peak = Math.max(peak, total);
    return { ...point, total, drawdown: money(total - peak) };
  });
}

/**
 * Thins to at most `most` points (ten or more): of each stretch the first, the last, the highest and lowest total, and the deepest
 * drawdown, so that no extreme is lost.
 */
export function thin(points: readonly DayPoint[], most: number): readonly DayPoint[] {
  if (points.length <= most) return points;
  const stretches = Math.max(1, Math.floor(most / 5));
  const kept: DayPoint[] = [];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * points.length) / stretches);
    const to = Math.floor(((stretch + 1) * points.length) / stretches);
    kept.push(...extremes(points.slice(from, to)));
  }
  return kept;
}

function extremes(points: readonly DayPoint[]): DayPoint[] {
  const indices = new Set([0, points.length - 1]);
  for (const better of [
    (a: DayPoint, b: DayPoint) => a.total > b.total,
    (a: DayPoint, b: DayPoint) => a.total < b.total,
    (a: DayPoint, b: DayPoint) => a.drawdown < b.drawdown,
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
