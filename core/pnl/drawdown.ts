import { addMoney, type Money, money } from '../model/money.ts';
import type { Instant } from '../model/time.ts';
import type { PnlPoint } from '../topics.ts';
import { HighWater } from './high-water.ts';

export interface DrawdownPoint extends PnlPoint {
  /** Realized plus unrealized. */
  readonly total: Money;
  /** Total less its highest so far, zero or negative. */
  readonly drawdown: Money;
}

export interface Drawdown {
  readonly points: readonly DrawdownPoint[];
  /** The deepest point; undefined without points. */
  readonly worst?: DrawdownPoint;
  /** When the peak before the deepest point stood; undefined when that is the start itself, at zero. */
  readonly peak?: Instant;
}

/** How far a P&L stands below its highest so far. The start, at zero, is a peak too: a series that only loses is in drawdown at once. */
export function drawdown(series: readonly PnlPoint[]): Drawdown {
  const high = new HighWater<Instant | undefined>(0, undefined);
  let worst: DrawdownPoint | undefined;
  let peak: Instant | undefined;
  const points = series.map((given) => {
    const total = addMoney(given.realized, given.unrealized);
    const point: DrawdownPoint = { ...given, total, drawdown: money(high.take(total, given.ts)) };
    if (!worst || point.drawdown < worst.drawdown) {
      worst = point;
      peak = high.at;
    }
    return point;
  });
  return {
    points,
    ...(worst ? { worst } : {}),
    ...(peak === undefined ? {} : { peak }),
  };
}

/** Sums series minute by minute: each point is what all of them stood at by then. Series of one currency only. */
export function totalOf(series: readonly (readonly PnlPoint[])[]): readonly PnlPoint[] {
  const instants = [...new Set(series.flatMap((points) => points.map(({ ts }) => ts)))].sort((a, b) => a - b);
  const next = series.map(() => 0);
  return instants.map((ts) => {
    let realized = 0;
    let unrealized = 0;
    for (const [index, points] of series.entries()) {
      while (next[index]! < points.length && points[next[index]!]!.ts <= ts) next[index]! += 1;
      const point = points[next[index]! - 1];
      realized += point?.realized ?? 0;
      unrealized += point?.unrealized ?? 0;
    }
    return { ts, realized: money(realized), unrealized: money(unrealized) };
  });
}
