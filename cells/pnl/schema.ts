import { z } from 'zod';

const name = z.string().min(1).max(64).optional();

export const props = z.strictObject({
  /** How fills are matched to lots. */
  method: z
    .literal('fifo', 'fills are matched first in, first out: say `method: fifo` or leave it out')
    .default('fifo'),
  account: name,
  strategy: name,
  instrument: name,
  /** Which currency, where there is more than one: they are never added to each other. */
  currency: z.string().length(3, 'a currency is three letters, as in USD').optional(),
});
export type PnlProps = z.infer<typeof props>;

/** Milliseconds since the epoch, then micros of money: realized, unrealized, drawdown. The total is realized plus unrealized. */
const point = z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int()]);

const amount = z.object({ text: z.string(), sign: z.enum(['gain', 'loss', 'even']) });
export type Amount = z.infer<typeof amount>;

const mark = z.object({ at: z.number(), text: z.string() });

export const value = z.object({
  tradeDate: z.string(),
  currency: z.string().nullable(),
  /** Currencies that are not shown. */
  otherCurrencies: z.array(z.string()),
  /** As `Intl` names it, and its short name. */
  zone: z.string(),
  zoneName: z.string(),
  /** Times ascend; extremes are kept when there were more. */
  points: z.array(point),
  /** Points of the trade date before they were thinned. */
  total: z.number().int(),
  now: z.object({ total: amount, realized: amount, unrealized: amount, drawdown: amount }).nullable(),
  /** Where to draw lines across and times below: micros and milliseconds, with their words. */
  amounts: z.array(mark),
  times: z.array(mark),
});
export type PnlValue = z.infer<typeof value>;
