import { MalformedText } from '../errors.ts';
import { PRICE_UNITS_PER_POINT, type Price, price } from './price.ts';

const units: Readonly<Record<string, number>> = {
  // What a treasury desk calls a basis point of price: 2/32.
  bp: PRICE_UNITS_PER_POINT / 16,
  point: PRICE_UNITS_PER_POINT,
  points: PRICE_UNITS_PER_POINT,
  '': PRICE_UNITS_PER_POINT,
};

const shape = /^([+-]?)(\d+)(?:\.(\d+))?(?:\s*(bp|ticks?|points?)|\/(\d+))?$/;

/**
 * How far a text moves a price, in nano-points: `4bp` (a basis point of the desk is 2/32 of a point), `-2ticks`, `1/64` of a point, `0.25` points.
 * Exact: throws `MalformedText` with the position for what is finer than a billionth of a point, for ticks without a `tick`, and for anything else.
 */
export function parseMovement(text: string, tick?: Price): Price {
  const trimmed = text.trim();
  const match = shape.exec(trimmed);
  const [, sign = '', whole = '', decimals = '', word = '', divisor] = match ?? [];
  if (!match || (divisor !== undefined && (decimals !== '' || Number(divisor) === 0))) {
    throw new MalformedText('expected a movement such as 4bp, 2ticks or 1/64', trimmed, firstBad(trimmed));
  }
  const unit = word.startsWith('tick') ? tick : units[word];
  if (unit === undefined)
    throw new MalformedText('there is no tick without an instrument', trimmed, trimmed.indexOf(word));
  const dividend = BigInt(whole + decimals) * BigInt(unit);
  const by = divisor === undefined ? 10n ** BigInt(decimals.length) : BigInt(divisor);
  if (dividend % by !== 0n) throw new MalformedText('finer than a billionth of a point', trimmed, sign.length);
  const moved = Number(dividend / by);
  return price(sign === '-' ? -moved : moved);
}

function firstBad(text: string): number {
  const good = /^[+-]?(?:\d+(?:\.\d*|\/(?=[1-9])\d+)?\s*)?/.exec(text)?.[0].length ?? 0;
  return Math.min(good, Math.max(0, text.length - 1));
}
