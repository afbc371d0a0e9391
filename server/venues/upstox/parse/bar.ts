import { z } from 'zod';
import { jsonPrice, jsonQuantity } from '../../parse/number.ts';
import { jsonInstant } from './time.ts';

/** `[time, open, high, low, close, volume, open interest]` */
export const barRecord = z
  .tuple([jsonInstant, jsonPrice, jsonPrice, jsonPrice, jsonPrice, jsonQuantity])
  .rest(z.unknown())
  .transform(([t, o, h, l, c, v]) => ({ t, o, h, l, c, v }));
export type BarRecord = z.output<typeof barRecord>;

/** What is asked of a quote: how much was traded today, and when last, milliseconds since 1970. */
export const quoteRecord = z.object({
  instrument_token: z.string(),
  volume: z.number().nullish(),
  last_trade_time: z.coerce.number().nullish(),
});
export type QuoteRecord = z.output<typeof quoteRecord>;
