import { HighWater } from '../pnl/high-water.ts';
import { numbersOf, quotient, type Series } from './series.ts';

/** One fall of an equity curve below its peak. Places count the periods from 0; -1 is the start, before the first. */
export interface Fall {
  /** How far the valley lies below the peak, positive, in the unit of the curve. */
  readonly depth: number;
  /** Depth over the equity at the peak; undefined where that was not above zero. */
  readonly share?: number;
  readonly peak: number;
  readonly valley: number;
  /** The first period that ended at the peak's equity or above; undefined while it has not. */
  readonly recovery?: number;
}

/** Equity after each period: `start` and everything up to then. */
export function equityCurve(amounts: Series, start: number): Float64Array {
  let equity = start;
  return numbersOf(amounts, (amount) => {
    equity += amount;
    return equity;
  });
}

/** How far each point of a curve lies below its highest so far, zero or negative. `start` is a peak too. */
export function drawdownCurve(curve: Series, start: number): Float64Array {
  const high = new HighWater(start, -1);
  return numbersOf(curve, (equity, index) => high.take(equity, index));
}

/**
 * The deepest fall of an equity curve, by `amount` or by its `share` of the peak; the first of equals. The peak starts at `start`, the
 * equity before the first period. Undefined for a curve that never falls.
 */
export function deepestFall(curve: Series, start: number, by: 'amount' | 'share' = 'amount'): Fall | undefined {
  const high = new HighWater(start, -1);
  let [deepest, peak, valley, top] = [0, -1, -1, start];
  for (let index = 0; index < curve.length; index++) {
    const below = -high.take(curve[index]!, index);
    const depth = by === 'amount' ? below : high.value > 0 ? below / high.value : 0;
    if (depth > deepest) [deepest, peak, valley, top] = [depth, high.at, index, high.value];
  }
  if (valley === -1) return undefined;
  let recovery = valley + 1;
  while (recovery < curve.length && curve[recovery]! < top) recovery += 1;
  const depth = top - curve[valley]!;
  const share = top > 0 ? quotient(depth, top) : undefined;
  return {
    depth,
    ...(share === undefined ? {} : { share }),
    peak,
    valley,
    ...(recovery < curve.length ? { recovery } : {}),
  };
}
