import { OutOfRange } from '../errors.ts';
import type { Brand } from './brand.ts';
import { decimalText, divideHalfEven, parseDecimal } from './decimal.ts';

/**
 * Integer billionths of a point (nano-points): 110'085 is 110_265_625_000. Holds every 1/512 and every nine-decimal text exactly
 * up to ±9,007,199 points, and is `DECIMAL(18,9)` in SQL.
 */
export type Price = Brand<number, 'Price'>;

export const PRICE_UNITS_PER_POINT = 1_000_000_000;
const SCALE = 9;

/** A price from nano-points. Throws `OutOfRange` for a fraction or beyond 2^53. */
export function price(nanoPoints: number): Price {
  if (!Number.isSafeInteger(nanoPoints)) {
    throw new OutOfRange(`${nanoPoints} billionths of a point is no price: a whole number up to ±9,007,199 points is`);
  }
  return (nanoPoints === 0 ? 0 : nanoPoints) as Price;
}

/** Reads plain decimal text, exactly, up to nine decimals. Throws `MalformedText` with the position, or `OutOfRange`. */
export const priceFromDecimal = (text: string): Price => parseDecimal(text, SCALE) as Price;

/** Shortest decimal text (`110.265625`), or with at least `decimals` digits after the point. */
export const priceToDecimal = (value: Price, decimals = 0): string => decimalText(value, SCALE, decimals);

/** `ticks` whole ticks as a price. */
export const priceFromTicks = (ticks: number, tick: Price): Price => price(ticks * tick);

export const isOnTick = (value: Price, tick: Price): boolean => value % tick === 0;

/** The nearest price on the grid of `tick`; a tie goes to the even tick. */
export const snapToTick = (value: Price, tick: Price): Price => price(divideHalfEven(value, tick) * tick);

/** The price `ticks` ticks above (or below, when negative). */
export const addTicks = (value: Price, ticks: number, tick: Price): Price => price(value + ticks * tick);
