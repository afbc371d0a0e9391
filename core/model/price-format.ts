import type { AveragePrice } from './average.ts';
import { decimalText, divideHalfEven, divideHalfEvenBig, toSafe } from './decimal.ts';
import type { PriceStyle } from './instrument.ts';
import { PRICE_UNITS_PER_POINT, type Price, priceToDecimal } from './price.ts';
import { counted, EIGHTH_OF_32ND, fractions } from './price-style.ts';

export { parsePrice } from './price-parse.ts';

/** A price in pieces, so that a view can print the fraction one shade weaker; joined in this order they are the whole text. */
export interface PriceParts {
  /** `-` or nothing. */
  readonly sign: string;
  readonly handle: string;
  /** Begins with its mark (`'085`, `.25`); empty for a style without decimals. */
  readonly fraction: string;
}

const join = (parts: PriceParts): string => parts.sign + parts.handle + parts.fraction;

/**
 * The text an exchange prints: `110'085`, `115'09`, an option's `0'23`, corn's `450'2`, `6123.25`. Decimals beyond the style are rounded half to
 * even, 32nds and 64ths to the nearest 1/256 with carry; digits behind them are cut (`.25` is 2, `.75` is 7), as CME's tick display does. A
 * price off the grid of a style shows a further digit (`115'092` for a quarter of a 32nd) or its decimals (`450.0625` between
 * eighths), so that nothing is hidden. The sign stands once, in front.
 */
export const formatPrice = (value: Price, style: PriceStyle): string => join(splitPrice(value, style));

/** `formatPrice` in pieces. */
export function splitPrice(value: Price, style: PriceStyle): PriceParts {
  if (style.kind === 'decimal') return splitDecimal(value, style.decimals);
  const fraction = fractions[style.kind];
  if (style.kind === 'eighths') {
    if (value % fraction.unit !== 0) return splitText(value, priceToDecimal(value));
    const { sign, handle, count } = counted(value, fraction, fraction.unit);
    return { sign, handle, fraction: `'${count}` };
  }
  const { sign, handle, count, rest } = counted(value, fraction, EIGHTH_OF_32ND);
  const digits = style.digits === 2 && rest !== 0 ? 1 : style.digits - 2;
  const behind = digits === 0 ? '' : fraction.cut[digits]?.[rest / EIGHTH_OF_32ND];
  return { sign, handle, fraction: `'${count}${behind}` };
}

/**
 * An average, which is a quotient and not a price: a fraction with hundredths of it behind a dot (`110'07.25` in 32nds), decimals with two more
 * digits than the style (`6123.2575`), rounded half to even.
 */
export const formatAverage = (average: AveragePrice, style: PriceStyle): string => join(splitAverage(average, style));

/** `formatAverage` in pieces. */
export function splitAverage({ cost, quantity }: AveragePrice, style: PriceStyle): PriceParts {
  const scale =
    style.kind === 'decimal' ? 10n ** BigInt(style.decimals + 2) : BigInt(fractions[style.kind].denominator * 100);
  const units = toSafe(divideHalfEvenBig(cost * scale, quantity * BigInt(PRICE_UNITS_PER_POINT)), 'the price');
  if (style.kind === 'decimal') return splitText(units, decimalText(units, style.decimals + 2, style.decimals + 2));
  const { denominator, width } = fractions[style.kind];
  const magnitude = Math.abs(units);
  const hundredths = magnitude % (denominator * 100);
  const count = String(Math.floor(hundredths / 100)).padStart(width, '0');
  return {
    sign: units < 0 ? '-' : '',
    handle: String((magnitude - hundredths) / (denominator * 100)),
    fraction: `'${count}.${String(hundredths % 100).padStart(2, '0')}`,
  };
}

function splitDecimal(value: Price, decimals: number): PriceParts {
  const units = divideHalfEven(value, PRICE_UNITS_PER_POINT / 10 ** decimals);
  return splitText(units, decimalText(units, decimals, decimals));
}

function splitText(units: number, text: string): PriceParts {
  const from = units < 0 ? 1 : 0;
  const dot = text.indexOf('.');
  const to = dot < 0 ? text.length : dot;
  return { sign: text.slice(0, from), handle: text.slice(from, to), fraction: text.slice(to) };
}
