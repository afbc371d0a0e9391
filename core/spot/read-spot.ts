import { MalformedText, OutOfRange } from '../errors.ts';
import type { PriceStyle } from '../model/instrument.ts';
import { type Price, priceFromDecimal, priceToDecimal } from '../model/price.ts';
import { formatPriceAs, type PriceStyleName, parsePriceAs } from '../model/price-named.ts';
import { readPrice } from '../model/price-read.ts';
import { EIGHTH_OF_32ND, fractions } from '../model/price-style.ts';

export interface ReadSpot {
  readonly price: Price;
  readonly format: PriceStyleName;
}

/** Text that means different prices to different people: each as a text that means one. */
export class AmbiguousPrice extends Error {
  readonly text: string;
  readonly readings: readonly string[];

  constructor(text: string, readings: readonly string[]) {
    super(`"${text}" may be ${readings.join(' or ')}: write one of them`);
    this.name = 'AmbiguousPrice';
    this.text = text;
    this.readings = readings;
  }
}

/**
 * Reads a price that was typed, pasted or found outside, where nobody says in which style it is written. Like `readPrice`, and stricter: text
 * that another common style reads as another price is refused. So are `110085` and `5095` (a code, or points), `111:25` (a strike's decimals, or
 * 32nds), `110-085` (eight and a half 32nds, or cash eighths), `110.16` (decimals off the grid, or 32nds) and `6,123` (thousands, or a decimal
 * comma). Typographic marks, minus signs and blanks are taken for the plain ones.
 *
 * Throws `AmbiguousPrice` with every reading, else what `readPrice` throws.
 */
export function readSpot(given: string, style: PriceStyle): ReadSpot {
  const text = plainText(given);
  const separated = separatedDigits(text, style);
  if (separated !== undefined) return separated;
  const others = otherReadings(text, style);
  const first = read(() => readPrice(text, style));
  const readings = [...(first.value ? [first.value] : []), ...others];
  const meanings = new Map(readings.map((reading) => [reading.price, reading]));
  if (meanings.size > 1)
    throw new AmbiguousPrice(
      text,
      Array.from(meanings.values(), (reading) => readingText(reading, style)),
    );
  if (!first.value) throw first.error;
  return first.value;
}

/** What text from pages and documents has in place of the keyboard's characters. */
const plainText = (given: string): string =>
  given
    .replace(/[\u2018\u2019\u2032\u02b9\u00b4`]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/gu, ' ')
    .trim();

/** Thousands between commas; three digits behind a single comma may be decimals too. */
function separatedDigits(text: string, style: PriceStyle): ReadSpot | undefined {
  if (style.kind !== 'decimal' || !/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(text)) return undefined;
  const whole = text.replaceAll(',', '');
  if (/,.*,|\./.test(text)) return { price: priceFromDecimal(whole), format: 'decimal' };
  throw new AmbiguousPrice(text, [whole, text.replace(',', '.')]);
}

/** What other styles than those that `readPrice` prefers make of the text. */
function otherReadings(text: string, style: PriceStyle): ReadSpot[] {
  if (style.kind === 'decimal') return [];
  if (/^[+-]?\d+$/.test(text))
    return style.kind === 'thirtySeconds' && /\d{4}$/.test(text) ? codeAndPoints(text, style) : [];
  if (/^[+-]?\d+-\d{3}$/.test(text) && style.kind === 'thirtySeconds') return readings(text, style, 'cash');
  if (/^[+-]?\d+:\d+$/.test(text)) return readingOf(text.replace(':', "'"), style);
  if (!/^[+-]?\d+\.\d+$/.test(text)) return [];
  const decimals = read(() => priceFromDecimal(text)).value;
  const grid = style.kind === 'eighths' ? fractions.eighths.unit : EIGHTH_OF_32ND;
  return decimals === undefined || decimals % grid === 0 ? [] : readingOf(text.replace('.', "'"), style);
}

/** Digits alone are a code, or 32nds without their mark, where either could be written so. */
function codeAndPoints(text: string, style: PriceStyle): ReadSpot[] {
  const marked = readingOf(text.replace(/..$/, "'$&"), style);
  const codes = [...readings(text, style, 'code'), ...marked];
  return codes.length === 0 ? [] : [...readings(text, style, 'decimal', `${text}.0`), ...codes];
}

const readings = (text: string, style: PriceStyle, format: PriceStyleName, as = text): ReadSpot[] => {
  const { value } = read(() => parsePriceAs(as, style, format));
  return value === undefined ? [] : [{ price: value, format }];
};

const readingOf = (text: string, style: PriceStyle): ReadSpot[] => {
  const { value } = read(() => readPrice(text, style));
  return value ? [value] : [];
};

type Tried<T> =
  | { readonly value: T; readonly error?: undefined }
  | { readonly value?: undefined; readonly error: Error };

function read<T>(work: () => T): Tried<T> {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof MalformedText || error instanceof OutOfRange) return { error };
    throw error;
  }
}

/** The reading as a text that only it can mean: five decimals are no count of anything. */
function readingText({ price, format }: ReadSpot, style: PriceStyle): string {
  if (format !== 'decimal' && format !== 'colon') {
    return style.kind === 'thirtySeconds' ? formatPriceAs(price, style, 'dot') : formatPriceAs(price, style);
  }
  const shortest = priceToDecimal(price);
  const text = shortest.includes('.') ? shortest : `${shortest}.0`;
  return read(() => otherReadings(text, style)).value?.length === 0 ? text : priceToDecimal(price, 5);
}
