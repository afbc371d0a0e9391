import { z } from 'zod';
import { jsonPrice } from '../../parse/number.ts';
import { jsonInstant } from './instant.ts';

/** A market as far as it is asked for: when it traded last, and at what. */
export const quoteRecord = z.object({
  instrument_token: z.int().positive(),
  last_price: jsonPrice,
  last_trade_time: jsonInstant.nullish().catch(undefined),
  volume: z.int().nonnegative().nullish(),
  oi: z.number().nonnegative().nullish(),
});
export type QuoteRecord = z.output<typeof quoteRecord>;

/** By exchange and name. */
export const quotesAnswer = z.record(z.string(), z.unknown());
