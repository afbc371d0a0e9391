import { divideHalfEvenBig, toSafe } from '../../../../core/model/decimal.ts';
import { type Money, money } from '../../../../core/model/money.ts';
import { type Price, price } from '../../../../core/model/price.ts';
import { type Instant, instant } from '../../../../core/model/time.ts';

const pattern = /^(-?)(\d{1,40})(?:\.(\d{1,400}))?(?:[eE]([+-]?\d{1,3}))?$/;
const farthest = 40;

/** A number as JSON writes it in whole units of 10^-scale, half to even. Throws a `RangeError` for what is no number of a possible size. */
export function unitsOf(text: string, scale: number): bigint {
  const match = pattern.exec(text);
  const exponent = Number(match?.[4] ?? 0);
  if (!match || Math.abs(exponent) > farthest)
    throw new RangeError(`${JSON.stringify(text.slice(0, 60))} is no number`);
  const [, sign, whole = '', fraction = ''] = match;
  const shift = scale + exponent - fraction.length;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  return shift >= 0 ? digits * 10n ** BigInt(shift) : divideHalfEvenBig(digits, 10n ** BigInt(-shift));
}

/** To the nearest billionth of a point: what is finer is the noise of a double, or an average. */
export const priceOf = (text: string): Price => price(toSafe(unitsOf(text, 9), 'the price'));

/** To the nearest millionth. */
export const moneyOf = (text: string): Money => money(toSafe(unitsOf(text, 6), 'the amount'));

/** `70.0` is 70. Throws a `RangeError` for a fraction. */
export function wholeOf(text: string): number {
  const fine = unitsOf(text, 9);
  if (fine % 1_000_000_000n !== 0n) throw new RangeError(`${text} is no whole number`);
  return toSafe(fine / 1_000_000_000n, 'the number');
}

/** Nanoseconds since 1970 as the instant that they fall into. */
export const instantOf = (nanoseconds: bigint): Instant => instant(toSafe(nanoseconds / 1_000n, 'the time'));

/** The first nanosecond of an instant. */
export const nanosecondsOf = (at: Instant): bigint => BigInt(at) * 1_000n;
