import { MalformedText, OutOfRange } from '../../core/errors.ts';
import { formatPercent } from '../../core/format.ts';
import { type Price, priceFromDecimal } from '../../core/model/price.ts';
import { distanceRatio, isFar } from '../../core/spot/distance.ts';
import { exactPriceText } from '../../core/spot/exact-text.ts';
import { splitNamedText } from '../../core/spot/named-text.ts';
import { AmbiguousPrice, readSpot } from '../../core/spot/read-spot.ts';
import type { SpotRow, SpotValue } from './schema.ts';

/** What the text in the field means so far. */
export type Entry =
  | { readonly kind: 'empty' }
  /** A price that Enter states; a far one needs it twice. */
  | {
      readonly kind: 'price';
      readonly instrument: string;
      readonly price: string;
      readonly said: string;
      readonly far: boolean;
    }
  /** An instrument that has no row: the console reads its price. */
  | { readonly kind: 'elsewhere'; readonly instrument: string; readonly price: string }
  /** Several prices, each as a text that means one. */
  | { readonly kind: 'ambiguous'; readonly instrument: string; readonly readings: readonly string[] }
  | { readonly kind: 'wrong'; readonly said: string };

/** Reads what was typed or pasted into the row of `current`; a name in front of the price goes to the row of that name. */
export function readEntry(text: string, { rows, askBeyondPercent }: SpotValue, current: string): Entry {
  const { name, price } = splitNamedText(text);
  if (price === '')
    return name === undefined ? { kind: 'empty' } : { kind: 'wrong', said: `Write a price after ${name}.` };
  const row = rowNamed(rows, name ?? current);
  if (!row) return { kind: 'elsewhere', instrument: name ?? current, price };
  try {
    const { price: read, format } = readSpot(price, row.style);
    return { kind: 'price', instrument: row.instrument, price, ...judged(read, format, row, askBeyondPercent) };
  } catch (error) {
    if (error instanceof AmbiguousPrice)
      return { kind: 'ambiguous', instrument: row.instrument, readings: error.readings };
    if (error instanceof MalformedText || error instanceof OutOfRange)
      return { kind: 'wrong', said: `${error.message}.` };
    throw error;
  }
}

function judged(read: Price, format: string, { style, price }: SpotRow, limit: number): { said: string; far: boolean } {
  const said = `${exactPriceText(read, style)}, ${format}`;
  const last = price ? priceFromDecimal(price.text) : undefined;
  if (last === undefined) return { said, far: false };
  const away = formatPercent(distanceRatio(read, last));
  return { said: `${said}, ${away} from ${price?.handle}${price?.fraction}`, far: isFar(read, last, limit) };
}

export function rowNamed(rows: readonly SpotRow[], name: string): SpotRow | undefined {
  const wanted = name.toUpperCase();
  return rows.find(({ instrument }) => instrument === wanted) ?? rows.find(({ root }) => root === wanted);
}

/** The source after the one that is chosen; null, the order, after the last. */
export function nextSource({ offers, chosen, source }: SpotRow): string | null {
  const index = chosen ? offers.findIndex((offer) => offer.source === source) : -1;
  return offers[index + 1]?.source ?? null;
}
