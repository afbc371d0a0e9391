import { MalformedText } from '../errors.ts';
import type { PriceStyle } from './instrument.ts';
import { PRICE_UNITS_PER_POINT, type Price, price, priceFromDecimal } from './price.ts';
import { EIGHTH_OF_32ND, type Fraction, fractions } from './price-style.ts';

/** The ways of writing a price that can be told from the text, each the name of a named style. */
export type PriceFormat =
  | 'decimal'
  | 'colon'
  | 'dash'
  | 'plus'
  | 'cbot'
  | 'dot'
  | 'tt2'
  | 'tt3'
  | 'tt4'
  | 'cme3'
  | 'sixtyfourths'
  | 'eighths';

/** A price and how its text was written. */
export interface ReadPrice {
  readonly price: Price;
  readonly format: PriceFormat;
}

const shape = /^([+-]?)(\d+)(?:(['\- :])(\d+))?(\+|\.\d*)?$/;

/**
 * Reads a price as people and systems write it, for an instrument's style, and says which format it was. Exact: nothing is rounded, and a price
 * off the tick is read as it stands.
 *
 * Every style reads plain decimals and a colon before decimals (`111:25`, as strikes are written). 32nds also read `110'08`, `110'085`
 * (a cut eighth as third digit, so never 4 or 9), `110'0875` (12, 37, 62 and 87 stand for eighths), `110'08+` (a half), `110-08`, `110-8`,
 * `110-08.5` (decimals of a 32nd), `110-085`, `110 08+`, `110:08+` and `11008+`; an option in 64ths reads the same marks and counts 64ths
 * (`0'23`, `0'230`, `0-06.1`), and eighths read one digit (`450'2`).
 *
 * Throws `MalformedText` with the position: a count beyond the fraction, digits that no eighth has, a whole number that could be a price
 * without its mark (`110085`), or anything else; `OutOfRange` beyond ±9,007,199 points.
 */
export function readPrice(text: string, style: PriceStyle): ReadPrice {
  const trimmed = text.trim();
  const match = shape.exec(trimmed);
  if (!match) {
    if (style.kind !== 'decimal' && /\d['\- :]/.test(trimmed)) {
      throw new MalformedText(`expected a price in ${fractions[style.kind].plural}`, trimmed, firstBad(trimmed));
    }
    return { price: priceFromDecimal(trimmed), format: 'decimal' };
  }
  const [, sign = '', handle = '', mark, digits = '', tail = ''] = match;
  if (mark === ':' && tail === '') {
    return { price: priceFromDecimal(trimmed.replace(':', '.')), format: 'colon' };
  }
  const packed = mark === undefined && tail === '+' && handle.length > 2;
  if (style.kind === 'decimal' || (mark === undefined && !packed)) {
    if (style.kind === 'thirtySeconds' && tail === '' && handle.length > 4) {
      throw unmarked(trimmed, sign, handle, style.digits);
    }
    const value = mark === undefined ? decimalOf(trimmed, sign, handle, tail) : priceFromDecimal(trimmed);
    return { price: value, format: 'decimal' };
  }
  const fraction = fractions[style.kind];
  const whole = packed ? handle.slice(0, -2) : handle;
  const behind: Behind = packed
    ? { text: trimmed, at: sign.length + whole.length, mark: '', digits: handle.slice(-2), tail }
    : { text: trimmed, at: sign.length + whole.length + 1, mark: mark ?? '', digits, tail };
  const magnitude = Number(whole) * PRICE_UNITS_PER_POINT + unitsBehind(behind, fraction);
  return { price: price(sign === '-' ? -magnitude : magnitude), format: formatOf(behind, fraction) };
}

/** What stands behind the handle, and where. */
interface Behind {
  readonly text: string;
  /** Where the digits begin. */
  readonly at: number;
  readonly mark: string;
  readonly digits: string;
  readonly tail: string;
}

function unitsBehind({ text, at, mark, digits, tail }: Behind, fraction: Fraction): number {
  const { width, unit, denominator, plural } = fraction;
  const count = digits.slice(0, width);
  const rest = digits.slice(width);
  if (digits.length < width && mark === "'" && tail === '') {
    throw new MalformedText(`expected two digits of ${plural} after '`, text, at);
  }
  if (mark === ':' && tail !== '+') {
    throw new MalformedText('expected the decimals of a strike', text, at + digits.length);
  }
  if (Number(count) >= denominator) {
    throw new MalformedText(`${count} is more than ${denominator - 1} ${plural}`, text, at);
  }
  if (width === 1 && (rest !== '' || tail !== '')) {
    throw new MalformedText(`expected one digit of ${plural}`, text, at + 1);
  }
  const whole = Number(count) * unit;
  if (rest === '') return whole + tailUnits(text, at + digits.length, tail, unit);
  if (tail !== '') throw new MalformedText(`too many digits of ${plural}`, text, at + width);
  const step = fraction.cut[rest.length]?.indexOf(rest) ?? -1;
  if (step < 0) {
    throw new MalformedText(
      `no ${fraction.kind === 'sixtyFourths' ? 'quarter of a 64th' : 'eighth of a 32nd'} is written ${rest}`,
      text,
      at + width,
    );
  }
  return whole + step * EIGHTH_OF_32ND;
}

function tailUnits(text: string, at: number, tail: string, unit: number): number {
  if (tail === '') return 0;
  return tail === '+' ? unit / 2 : decimalsOf(text, at + 1, tail.slice(1), unit);
}

/** What `priceFromDecimal` reads, without looking at the text again where doubles are exact. */
function decimalOf(text: string, sign: string, handle: string, tail: string): Price {
  if (handle.length > 6 || tail.length > 10 || tail === '+') return priceFromDecimal(text);
  const magnitude =
    Number(handle) * PRICE_UNITS_PER_POINT + Number(tail.slice(1)) * 10 ** Math.min(9, 10 - tail.length);
  return price(sign === '-' ? -magnitude : magnitude);
}

function decimalsOf(text: string, at: number, decimals: string, unit: number): number {
  if (decimals === '') throw new MalformedText('expected decimals after the dot', text, at - 1);
  if (decimals.length <= 7) {
    const exact = (Number(decimals) * unit) / 10 ** decimals.length;
    if (Number.isInteger(exact)) return exact;
  }
  const exact = BigInt(decimals) * BigInt(unit);
  const scale = 10n ** BigInt(decimals.length);
  if (exact % scale !== 0n) throw new MalformedText('finer than a billionth of a point', text, at);
  return Number(exact / scale);
}

function formatOf({ mark, digits, tail }: Behind, { kind, width }: Fraction): PriceFormat {
  const ticked = mark === "'";
  if (tail === '+') return ticked ? 'cbot' : 'plus';
  if (tail !== '') return ticked ? 'dot' : 'dash';
  if (kind === 'eighths') return 'eighths';
  const behind = digits.slice(width);
  if (behind.length === 2) return 'tt4';
  if (behind.length === 1) return behind === '0' || behind === '5' ? 'tt3' : 'cme3';
  if (!ticked) return 'dash';
  return kind === 'sixtyFourths' ? 'sixtyfourths' : 'tt2';
}

/** No bond trades at 110,085 points, and `110085` is how some feeds write 110'085: better refused than off by a factor. */
function unmarked(text: string, sign: string, handle: string, digits: number): MalformedText {
  const points = handle.length - digits;
  const marked = `${handle.slice(0, points)}'${handle.slice(points)}`;
  return new MalformedText(
    `${handle} may be ${handle}.0 or ${marked}, so write one of them`,
    text,
    sign.length + points,
  );
}

function firstBad(text: string): number {
  const good = /^[+-]?(?:\d+(?:['\- :]\d*)?(?:\.\d*|\+)?)?/.exec(text)?.[0].length ?? 0;
  return Math.min(good, text.length - 1);
}
