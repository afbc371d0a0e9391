import { z } from 'zod';

export const props = z.strictObject({
  instrument: z.string().min(1).max(40).optional(),
  account: z.string().min(1).max(64).optional(),
  /** Shows what each strategy holds below its instrument. */
  by: z.literal('strategy', 'by can only be strategy; leave it out for one line an instrument').optional(),
});
export type PositionsProps = z.infer<typeof props>;

const price = z.object({ text: z.string(), handle: z.string(), fraction: z.string() });
export type PriceText = z.infer<typeof price>;

const amount = z.object({ text: z.string(), sign: z.enum(['gain', 'loss', 'even']) });
export type Amount = z.infer<typeof amount>;

const row = z.object({
  key: z.string(),
  instrument: z.string(),
  account: z.string(),
  /** Present in a row of one strategy. */
  strategy: z.string().optional(),
  quantity: z.number().int(),
  average: price.nullable(),
  now: price.nullable(),
  open: amount,
  realized: amount,
});
export type PositionRow = z.infer<typeof row>;

const group = row.extend({ strategies: z.array(row) });
export type PositionGroup = z.infer<typeof group>;

export const value = z.object({
  groups: z.array(group),
  /** Currencies are never added to each other. */
  totals: z.array(z.object({ currency: z.string(), open: amount, realized: amount })),
  accounts: z.number().int(),
  /** The oldest price that an open position is valued at, `10:31:07 CST`; null when nothing is open or has a price. */
  asOf: z.string().nullable(),
  /** Age of that price when this was made. */
  age: z.string().nullable(),
});
export type PositionsValue = z.infer<typeof value>;
