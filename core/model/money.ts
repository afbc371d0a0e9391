import { OutOfRange } from '../errors.ts';
import type { Brand } from './brand.ts';
import { decimalText, divideHalfEven, divideHalfEvenBig, parseDecimal, toSafe } from './decimal.ts';
import type { Price } from './price.ts';

/** Integer millionths of a currency unit; exact up to ±9 billion. The currency is the instrument's. `DECIMAL(18,6)` in SQL. */
export type Money = Brand<number, 'Money'>;

export const MONEY_UNITS = 1_000_000;
const SCALE = 6;
/** Nano-points times currency units per point, in one micro of money. */
const PRICE_PER_MONEY = 1_000;

export const NO_MONEY = 0 as Money;

/** Money from micros. Throws `OutOfRange` for a fraction or beyond 2^53. */
export function money(micros: number): Money {
  if (!Number.isSafeInteger(micros))
    throw new OutOfRange(`${micros} is no whole number of millionths of a currency unit`);
  return (micros === 0 ? 0 : micros) as Money;
}

/** Reads plain decimal text, exactly, up to six decimals. Throws `MalformedText` with the position, or `OutOfRange`. */
export const moneyFromDecimal = (text: string): Money => parseDecimal(text, SCALE) as Money;

/** Shortest decimal text (`-31.25`), or with at least `decimals` digits after the point. */
export const moneyToDecimal = (value: Money, decimals = 0): string => decimalText(value, SCALE, decimals);

/** Exact; throws `OutOfRange` beyond ±9 billion. */
export const addMoney = (a: Money, b: Money): Money => money(a + b);
/** Exact; throws `OutOfRange` beyond ±9 billion. */
export const subtractMoney = (a: Money, b: Money): Money => money(a - b);

/**
 * What `quantity` contracts at a price (or a difference of prices) are worth: price × quantity × multiplier, exact.
 * `quantity` is whole and may be negative; `multiplier` is currency units per point with at most six decimals.
 * A result finer than a micro is rounded half to even; one beyond ±9 billion throws `OutOfRange`.
 */
export function priceValue(points: Price, quantity: number, multiplier: number): Money {
  let product = Number.NaN;
  if (multiplier % PRICE_PER_MONEY === 0) product = points * (multiplier / PRICE_PER_MONEY) * quantity;
  else if (points % PRICE_PER_MONEY === 0) product = (points / PRICE_PER_MONEY) * multiplier * quantity;
  if (Number.isSafeInteger(product) && Number.isInteger(multiplier)) return (product === 0 ? 0 : product) as Money;
  return priceValueWide(points, quantity, multiplier);
}

function priceValueWide(points: Price, quantity: number, multiplier: number): Money {
  const product = points * quantity * multiplier;
  if (Number.isInteger(multiplier) && Number.isSafeInteger(product) && Number.isSafeInteger(points * quantity)) {
    return money(divideHalfEven(product, PRICE_PER_MONEY));
  }
  const microMultiplier = Math.round(multiplier * MONEY_UNITS);
  const exact = BigInt(points) * BigInt(quantity) * BigInt(microMultiplier);
  return money(toSafe(divideHalfEvenBig(exact, BigInt(PRICE_PER_MONEY) * BigInt(MONEY_UNITS)), 'the amount'));
}

/** The part of `whole` that falls to `part` of `total` units, half-even to the micro. Units are whole; `total` is positive. */
export function shareOf(whole: Money, part: number, total: number): Money {
  const each = Math.trunc(whole / total);
  const uneven = (whole - each * total) * part;
  const base = each * part;
  if (!Number.isSafeInteger(uneven) || !Number.isSafeInteger(base)) {
    return money(toSafe(divideHalfEvenBig(BigInt(whole) * BigInt(part), BigInt(total)), 'the amount'));
  }
  const floor = Math.floor(uneven / total);
  const twice = (uneven - floor * total) * 2;
  const up = twice > total || (twice === total && (base + floor) % 2 !== 0);
  return money(base + floor + (up ? 1 : 0));
}
