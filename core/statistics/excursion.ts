import { type Money, priceValue } from '../model/money.ts';
import type { Price } from '../model/price.ts';
import type { Instant } from '../model/time.ts';

/** The lowest and highest price of a stretch of time: a bar, or a single tick with `from` and `to` alike. */
export interface PriceRange {
  readonly from: Instant;
  /** Everything in it happened by then. */
  readonly to: Instant;
  readonly low: Price;
  readonly high: Price;
}

/** What was open, between which instants and prices. */
export interface OpenTrade {
  readonly side: 'long' | 'short';
  readonly quantity: number;
  readonly multiplier: number;
  readonly entryPrice: Price;
  readonly exitPrice: Price;
  readonly opened: Instant;
  readonly closed: Instant;
}

export interface Excursion {
  /** Maximum adverse excursion: the worst the trade stood at against its entry, zero or negative. */
  readonly adverse: Money;
  /** Maximum favorable excursion: the best it stood at, zero or positive. */
  readonly favorable: Money;
}

/** The extremes of prices and of both executions as money against the entry (Sweeney, 1996); exact as `priceValue` is. */
export function excursion(trade: OpenTrade, seen?: Pick<PriceRange, 'low' | 'high'>): Excursion {
  const { entryPrice, exitPrice, side, quantity, multiplier } = trade;
  const low = Math.min(entryPrice, exitPrice, seen?.low ?? entryPrice);
  const high = Math.max(entryPrice, exitPrice, seen?.high ?? entryPrice);
  const worth = (at: number): Money =>
    priceValue((at - entryPrice) as Price, side === 'long' ? quantity : -quantity, multiplier);
  return side === 'long'
    ? { adverse: worth(low), favorable: worth(high) }
    : { adverse: worth(high), favorable: worth(low) };
}

/**
 * Finds the extremes of prices between two instants, both included. `ranges` ascend and do not overlap. A bar counts only when it lies
 * within the instants as a whole, since it does not tell at which moment its extremes were; undefined where none does.
 */
export function extremesWithin(
  ranges: readonly PriceRange[],
  opened: Instant,
  closed: Instant,
): Pick<PriceRange, 'low' | 'high'> | undefined {
  let [from, end] = [0, ranges.length];
  while (from < end) {
    const middle = (from + end) >>> 1;
    if (ranges[middle]!.from < opened) from = middle + 1;
    else end = middle;
  }
  let seen: { low: Price; high: Price } | undefined;
  for (let index = from; index < ranges.length && ranges[index]!.to <= closed; index++) {
    const { low, high } = ranges[index]!;
    seen = seen ? { low: Math.min(seen.low, low) as Price, high: Math.max(seen.high, high) as Price } : { low, high };
  }
  return seen;
}
