import { z } from 'zod';
import { priceTextSchema } from '../shown.ts';

export const props = z.strictObject({
  /** All that have a market where it is left out. */
  instruments: z.array(z.string().min(1).max(40)).min(1, 'instruments names one at least').max(60).optional(),
});
export type QuotesProps = z.infer<typeof props>;

const side = z.object({ price: priceTextSchema, quantity: z.number().int() });

const row = z.object({
  instrument: z.string(),
  about: z.string(),
  bid: side.nullable(),
  ask: side.nullable(),
  /** In ticks between the best bid and the best ask. */
  spread: z.number().nullable(),
  last: priceTextSchema.nullable(),
  /** Who took the last trade. */
  aggressor: z.enum(['buy', 'sell']).optional(),
  /** Contracts of the trade date. */
  volume: z.number().int(),
  /** Of the last trade or bar; null before the first. */
  age: z.string().nullable(),
});
export type QuoteRow = z.infer<typeof row>;

export const value = z.object({
  rows: z.array(row),
  /** Why the venue tells no prices; absent where it does. */
  none: z.string().optional(),
});
export type QuotesValue = z.infer<typeof value>;
