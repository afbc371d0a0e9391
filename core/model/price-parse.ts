import { MalformedText } from '../errors.ts';
import { parseDecimal } from './decimal.ts';
import type { PriceStyle } from './instrument.ts';
import { PRICE_UNITS_PER_POINT, type Price, price, priceFromDecimal } from './price.ts';
import { EIGHTH_DIGITS, EIGHTH_OF_32ND, THIRTY_SECOND } from './price-style.ts';

/**
 * Reads a price as people and systems write it for an instrument's style. Every style reads plain decimals. 32nds also read `110'085`,
 * `110-085`, `110'08`, `110-8`, `110-08+` (a half), `110-08.5` (decimals of a 32nd) and four digits (`110'0875`, where 12, 37, 62 and 87
 * stand for eighths). Throws `MalformedText` with the position: 32nds beyond 31, a third digit 4 or 9, or anything else.
 */
export function parsePrice(text: string, style: PriceStyle): Price {
  const trimmed = text.trim();
  if (style.kind === 'decimal' || !/\d['-]/.test(trimmed)) return priceFromDecimal(trimmed);
  const match = /^([+-]?)(\d+)(['-])(\d+)(?:\.(\d+)|(\+))?$/.exec(trimmed);
  if (!match) throw new MalformedText('expected a price in 32nds', trimmed, firstBad(trimmed));
  const [, sign = '', handle = '', mark = '', digits = '', decimals, plus] = match;
  const at = sign.length + handle.length + 1;
  const points = parseDecimal(handle, 0) * PRICE_UNITS_PER_POINT;
  const magnitude = points + thirtySeconds(trimmed, at, mark, digits, decimals, plus);
  return price(sign === '-' ? -magnitude : magnitude);
}

function thirtySeconds(
  text: string,
  at: number,
  mark: string,
  digits: string,
  decimals: string | undefined,
  plus: string | undefined,
): number {
  const counted = digits.slice(0, 2);
  const rest = digits.slice(2);
  const short = digits.length === 1 && mark === "'" && decimals === undefined && plus === undefined;
  if (short) throw new MalformedText("expected two digits of 32nds after '", text, at);
  if (Number(counted) > 31) throw new MalformedText(`${counted} is more than 31 32nds`, text, at);
  const whole = Number(counted) * THIRTY_SECOND;
  if (rest === '') {
    if (plus) return whole + THIRTY_SECOND / 2;
    return whole + (decimals === undefined ? 0 : decimalsOf32nd(text, at + digits.length + 1, decimals));
  }
  if (plus || decimals !== undefined) throw new MalformedText('too many digits of 32nds', text, at + 2);
  return whole + eighths(text, at + 2, rest) * EIGHTH_OF_32ND;
}

function eighths(text: string, at: number, digits: string): number {
  if (digits.length === 1) {
    const index = EIGHTH_DIGITS.indexOf(digits);
    if (index < 0) throw new MalformedText(`no eighth of a 32nd is written ${digits}`, text, at);
    return index;
  }
  const index = ['00', '12', '25', '37', '50', '62', '75', '87'].indexOf(digits);
  if (index < 0) throw new MalformedText(`no eighth of a 32nd is written ${digits}`, text, at);
  return index;
}

function decimalsOf32nd(text: string, at: number, decimals: string): number {
  const scale = 10 ** decimals.length;
  const exact = BigInt(decimals) * BigInt(THIRTY_SECOND);
  if (exact % BigInt(scale) !== 0n) throw new MalformedText('finer than a billionth of a point', text, at);
  return Number(exact / BigInt(scale));
}

function firstBad(text: string): number {
  const good = /^[+-]?\d*['-]?\d*(?:\.\d*|\+)?/.exec(text)![0].length;
  return Math.min(good, text.length - 1);
}
