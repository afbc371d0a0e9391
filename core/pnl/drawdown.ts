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
  const points = series.map(({ ts, realized, unrealized }) => {
    const total = addMoney(realized, unrealized);
    const point: DrawdownPoint = { ts, realized, unrealized, total, drawdown: money(high.take(total, ts)) };
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

/**
 * Sums series minute by minute: each point is what all of them stood at by then. Series of one currency only, each ascending. Merged and not sorted, as a day
 * of a dozen positions has tens of thousands of points and is summed with each move of the market.
 */
export function totalOf(series: readonly (readonly PnlPoint[])[]): readonly PnlPoint[] {
  const next = series.map(() => 0);
  const total: PnlPoint[] = [];
  let realized = 0;
  let unrealized = 0;
  for (let ts = earliest(series, next); ts !== undefined; ts = earliest(series, next)) {
    for (let index = 0; index < series.length; index += 1) {
      const points = series[index]!;
      for (let at = next[index]!; points[at]?.ts === ts; at += 1) {
        realized += points[at]!.realized - (points[at - 1]?.realized ?? 0);
        unrealized += points[at]!.unrealized - (points[at - 1]?.unrealized ?? 0);
        next[index] = at + 1;
      }
    }
    total.push({ ts, realized: money(realized), unrealized: money(unrealized) });
  }
  return total;
}

function earliest(series: readonly (readonly PnlPoint[])[], next: readonly number[]): Instant | undefined {
  let first: Instant | undefined;
  for (let index = 0; index < series.length; index += 1) {
    const ts = series[index]![next[index]!]?.ts;
    if (ts !== undefined && (first === undefined || ts < first)) first = ts;
  }
  return first;
}
