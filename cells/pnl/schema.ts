import { z } from 'zod';
import { lotMethodNames } from '../../core/pnl/methods.ts';
import { amountSchema } from '../shown.ts';
import { type Period, periods } from './period.ts';

const name = z.string().min(1).max(64).optional();
const periodNames = Object.keys(periods) as [Period, ...Period[]];

export const props = z.strictObject({
  /** How fills are matched to lots; the total is the same under each. */
  method: z.enum(lotMethodNames, `method is ${lotMethodNames.join(', ')}`).default('fifo'),
  account: name,
  strategy: name,
  instrument: name,
  /** Which currency, where there is more than one: they are never added to each other. */
  currency: z
    .string()
    .regex(/^[A-Z]{3,4}$/, 'a currency is three or four capitals, as in USD or USDT')
    .optional(),
  /** The trade date minute by minute, or a longer period up to now trade date by trade date. */
  period: z.enum(periodNames, `period is ${periodNames.join(', ')}`).default('day'),
  /** Lists the matches behind the chart, or behind the point that is chosen. */
  matches: z.boolean().default(false),
});
export type PnlProps = z.infer<typeof props>;

/** Milliseconds since the epoch, then micros of money: realized, unrealized, drawdown. The total is realized plus unrealized. */
const point = z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int()]);

const mark = z.object({ at: z.number(), text: z.string() });

const match = z.object({
  /** When it was closed, milliseconds since the epoch. */
  at: z.number().int(),
  /** In the exchange's zone. */
  entered: z.string(),
  exited: z.string(),
  instrument: z.string(),
  side: z.enum(['long', 'short']),
  quantity: z.number().int(),
  entry: z.string(),
  exit: z.string(),
  realized: amountSchema,
  /** Matches of its trade date. */
  of: z.number().int(),
});
export type MatchRow = z.infer<typeof match>;

export const value = z.object({
  tradeDate: z.string(),
  /** The first trade date shown where it is not the only one. */
  from: z.string().nullable(),
  method: z.string(),
  /** What one point stands for. */
  step: z.enum(['minute', 'date']),
  currency: z.string().nullable(),
  /** Currencies that are not shown. */
  otherCurrencies: z.array(z.string()),
  /** As `Intl` names it, and its short name. */
  zone: z.string(),
  zoneName: z.string(),
  /** Times ascend; extremes are kept when there were more. */
  points: z.array(point),
  /** Points before they were thinned. */
  total: z.number().int(),
  now: z
    .object({ total: amountSchema, realized: amountSchema, unrealized: amountSchema, drawdown: amountSchema })
    .nullable(),
  /** Where to draw lines across and times below: micros and milliseconds, with their words. */
  amounts: z.array(mark),
  times: z.array(mark),
  /** Newest first: the last of a trade date, the largest of each date of a longer period; null where they are not asked for. */
  matches: z.array(match).nullable(),
});
export type PnlValue = z.infer<typeof value>;
