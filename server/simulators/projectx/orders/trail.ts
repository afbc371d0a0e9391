import { type Price, price } from '../../../../core/model/price.ts';
import type { Side } from '../../../../core/model/quantity.ts';

export const MOST_TRAIL_TICKS = 1_000;

/** Whole ticks between the last price and a trailing stop's absolute level, whichever side it is on; what is left over is cut off. */
export const trailDistance = (last: Price, level: Price, tick: Price): number =>
  Math.trunc(Math.abs(last - level) / tick);

/** Where a stop stands that trails the market by a distance: below it for a sell, above it for a buy. */
export const trailLevel = (side: Side, last: Price, ticks: number, tick: Price): Price =>
  price(side === 'sell' ? last - ticks * tick : last + ticks * tick);

/** The level after a trade: it follows the market and never gives way to it. */
export function trailed(side: Side, level: Price, last: Price, ticks: number, tick: Price): Price {
  const wanted = trailLevel(side, last, ticks, tick);
  return (side === 'sell' ? Math.max(level, wanted) : Math.min(level, wanted)) as Price;
}
