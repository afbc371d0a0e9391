import { z } from 'zod';
import { MONEY_UNITS, type Money } from '../../../core/model/money.ts';
import { PRICE_UNITS_PER_POINT, type Price, priceToDecimal } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';

/** Beyond this a product of doubles may be off by one unit. */
const EXACT = 2 ** 50;
/** What arithmetic in doubles at the other end may leave behind the last decimal. */
const NOISE = 2 ** -46;

/** A JSON number as an integer of 1/units: the decimal that it stands for; undefined where it is finer than a unit or too large. */
export function scaled(value: number, units: number): number | undefined {
  const whole = Math.round(value * units);
  if (!(Math.abs(whole) <= EXACT)) return undefined;
  if (Math.abs(whole / units - value) > Math.abs(value) * NOISE) return undefined;
  return whole === 0 ? 0 : whole;
}

const scaledNumber = <T>(units: number, what: string) =>
  z.number().transform((value, context): T => {
    const whole = scaled(value, units);
    if (whole !== undefined) return whole as T;
    context.issues.push({ code: 'custom', message: `${value} cannot be held exactly as ${what}`, input: value });
    return z.NEVER;
  });

export const jsonPrice = scaledNumber<Price>(PRICE_UNITS_PER_POINT, 'a price');
export const jsonMoney = scaledNumber<Money>(MONEY_UNITS, 'an amount');
export const jsonQuantity = z
  .int()
  .nonnegative()
  .transform((contracts) => contracts as Quantity);

/** The shortest JSON number that reads back as this price. */
export const priceNumber = (price: Price): number => Number(priceToDecimal(price));

/** A quotient as plain decimal text, without an exponent. */
export function decimalOf(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text;
}
