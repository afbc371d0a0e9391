import { MalformedText } from '../errors.ts';
import type { PriceStyle } from './instrument.ts';
import type { Price } from './price.ts';
import { readPrice } from './price-read.ts';

/**
 * The price of a text as `readPrice` reads it, for orders, fills and settings. A colon is refused there: it is a strike's mark for decimals, and
 * elsewhere the same mark stands before 32nds.
 */
export function parsePrice(text: string, style: PriceStyle): Price {
  const { price, format } = readPrice(text, style);
  if (format !== 'colon') return price;
  const trimmed = text.trim();
  throw new MalformedText("a colon may mean decimals or 32nds, so write . or '", trimmed, trimmed.indexOf(':'));
}
