import type { AveragePrice } from './average.ts';
import { decimalText, divideHalfEven, divideHalfEvenBig, toSafe } from './decimal.ts';
import type { PriceStyle } from './instrument.ts';
import { PRICE_UNITS_PER_POINT, type Price } from './price.ts';
import { EIGHTH_DIGITS, EIGHTH_OF_32ND, markOf } from './price-style.ts';

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
 * The text an exchange prints: `110'085`, `115'09`, `6123.25`. Decimals beyond the style are rounded half to even, 32nds to the nearest
 * 1/256 with carry, and the third digit is the eighth cut to one decimal (`.25` is 2, `.75` is 7). A price off the grid of a two-digit
 * style gets its third digit all the same (`115'092` for a quarter of a 32nd), so that nothing is hidden. The sign stands once, in front.
 */
export const formatPrice = (value: Price, style: PriceStyle): string => join(splitPrice(value, style));

/** `formatPrice` in pieces. */
export function splitPrice(value: Price, style: PriceStyle): PriceParts {
  if (style.kind === 'decimal') return splitDecimal(BigInt(value), 1n, style.decimals);
  const eighths = divideHalfEven(Math.abs(value), EIGHTH_OF_32ND);
  const fraction = eighths % 256;
  const eighth = fraction % 8;
  const third = style.digits === 3 || eighth !== 0 ? EIGHTH_DIGITS[eighth] : '';
  return {
    sign: value < 0 && eighths > 0 ? '-' : '',
    handle: String((eighths - fraction) / 256),
    fraction: `${markOf(style)}${twoDigits((fraction - eighth) / 8)}${third}`,
  };
}

/**
 * An average, which is a quotient and not a price: 32nds with hundredths of a 32nd behind a dot (`110'07.25`), decimals with two more
 * digits than the style (`6123.2575`), rounded half to even.
 */
export const formatAverage = (average: AveragePrice, style: PriceStyle): string => join(splitAverage(average, style));

/** `formatAverage` in pieces. */
export function splitAverage({ cost, quantity }: AveragePrice, style: PriceStyle): PriceParts {
  if (style.kind === 'decimal') return splitDecimal(cost, quantity, style.decimals + 2);
  const magnitude = cost < 0n ? -cost : cost;
  const perPoint = 3_200n;
  const hundredths = divideHalfEvenBig(magnitude * perPoint, quantity * BigInt(PRICE_UNITS_PER_POINT));
  const fraction = Number(hundredths % perPoint);
  return {
    sign: cost < 0n && hundredths > 0n ? '-' : '',
    handle: String(hundredths / perPoint),
    fraction: `${markOf(style)}${twoDigits(Math.floor(fraction / 100))}.${twoDigits(fraction % 100)}`,
  };
}

function splitDecimal(cost: bigint, quantity: bigint, decimals: number): PriceParts {
  const scale = 10n ** BigInt(decimals);
  const units = divideHalfEvenBig(cost * scale, quantity * BigInt(PRICE_UNITS_PER_POINT));
  const text = decimalText(Math.abs(toSafe(units, 'the price')), decimals, decimals);
  const dot = text.indexOf('.');
  return {
    sign: units < 0n ? '-' : '',
    handle: dot < 0 ? text : text.slice(0, dot),
    fraction: dot < 0 ? '' : text.slice(dot),
  };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
