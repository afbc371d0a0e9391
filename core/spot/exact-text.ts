import type { PriceStyle } from '../model/instrument.ts';
import { type Price, priceToDecimal } from '../model/price.ts';
import { formatPrice } from '../model/price-format.ts';
import { formatPriceAs } from '../model/price-named.ts';
import { readPrice } from '../model/price-read.ts';

/** What the exchange prints where that holds the price, else more digits, so that a price off the grid is shown whole: `6123.375`, `110'08.125`. */
export function exactPriceText(value: Price, style: PriceStyle): string {
  const text = formatPrice(value, style);
  if (readPrice(text, style).price === value) return text;
  return style.kind === 'thirtySeconds' ? formatPriceAs(value, style, 'dot') : priceToDecimal(value);
}
