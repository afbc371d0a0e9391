import { z } from 'zod';
import type { Instrument } from '../core/model/instrument.ts';
import { type Price, priceToDecimal } from '../core/model/price.ts';
import { type PriceParts, splitPrice } from '../core/model/price-format.ts';

/** A price as it crosses the wire: `text` names it, `handle` and `fraction` are printed, the fraction one shade weaker where a view wants it. */
export const priceTextSchema = z.object({ text: z.string(), handle: z.string(), fraction: z.string() });
export type PriceText = z.infer<typeof priceTextSchema>;

/** Parts of a price or an average; the text is what is printed unless said otherwise. */
export const partsText = ({ sign, handle, fraction }: PriceParts, text = sign + handle + fraction): PriceText => ({
  text,
  handle: sign + handle,
  fraction,
});

/** A price in its instrument's style; its text is exact decimals, as an order takes them. */
export const priceText = (price: Price, { priceStyle }: Pick<Instrument, 'priceStyle'>): PriceText =>
  partsText(splitPrice(price, priceStyle), priceToDecimal(price));

/** An amount as printed, and which color it has. */
export const amountSchema = z.object({ text: z.string(), sign: z.enum(['gain', 'loss', 'even']) });
export type Amount = z.infer<typeof amountSchema>;
