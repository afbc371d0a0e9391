import { z } from 'zod';
import { priceTextSchema } from '../shown.ts';

export const props = z.strictObject({
  /** An index or a share: `NIFTY`. */
  product: z.string('name a product, as in `product: NIFTY`').min(1).max(40),
  /** `nearest`, `next` (after one that ends today), or a day. */
  expiry: z
    .string()
    .regex(/^(nearest|next|\d{4}-\d{2}-\d{2})$/, 'expiry is nearest, next or a day such as 2026-12-01')
    .default('nearest'),
  /** On each side of the one at the money. */
  strikes: z.number().int().min(1).max(25).default(4),
});
export type ChainProps = z.infer<typeof props>;

const option = z.object({
  instrument: z.string(),
  bid: priceTextSchema.nullable(),
  ask: priceTextSchema.nullable(),
  last: priceTextSchema.nullable(),
  openInterest: z.number().int().nullable(),
  /** Of the trade date. */
  volume: z.number().int(),
});
export type OptionRow = z.infer<typeof option>;

const row = z.object({
  strike: priceTextSchema,
  call: option.nullable(),
  put: option.nullable(),
  /** The strike at the money. */
  atm: z.literal(true).optional(),
  /** Which of the two is in the money. */
  within: z.enum(['call', 'put']).optional(),
});
export type ChainRow = z.infer<typeof row>;

export const value = z.object({
  product: z.string(),
  spot: priceTextSchema.nullable(),
  /** Last trade date; null where nothing is shown. */
  expiry: z.string().nullable(),
  /** Days from today until then. */
  days: z.number().int(),
  lot: z.number().int(),
  /** Lowest strike first. */
  rows: z.array(row),
  /** What an open interest or a volume is worth of the largest shown, in percent. */
  most: z.object({ openInterest: z.number().int(), volume: z.number().int() }),
  /** Why nothing is shown, as a sentence. */
  none: z.string().optional(),
});
export type ChainValue = z.infer<typeof value>;
