import { z } from 'zod';
import { parseDay } from '../../core/calendar/business-day.ts';
import { didYouMean, nearest } from '../../core/nearest.ts';
import { lotMethodNames } from '../../core/pnl/methods.ts';
import { figureNames, isFigureName } from '../../core/statistics/definitions.ts';
import { periods } from '../../core/statistics/period.ts';

const name = z.string().min(1).max(64).optional();
const day = z
  .string()
  .refine((text) => parseDay(text) !== undefined, 'a day is written 2026-11-20')
  .optional();

const figure = z.string().superRefine((text, context) => {
  if (isFigureName(text)) return;
  const message = `there is no figure ${text}.${didYouMean(nearest(text, figureNames))}`;
  context.addIssue({ code: 'custom', message });
});

const ours = ['instrument', 'account', 'currency'] as const;

export const props = z
  .strictObject({
    instrument: name,
    account: name,
    strategy: name,
    /** Which currency, where there is more than one: they are never added to each other. */
    currency: z
      .string()
      .regex(/^[A-Z]{3,4}$/, 'a currency is three or four capitals, as in USD or USDT')
      .optional(),
    /** How fills are matched to lots. */
    method: z.enum(lotMethodNames, `method is ${lotMethodNames.join(', ')}`).default('fifo'),
    /** Another cell or a source with a column pnl, profit, realized or net, or return, in place of our own matches. */
    from: z
      .string()
      .regex(/^[a-z_]\w{0,63}$/i, 'from is the name of a cell or a source')
      .optional(),
    /** First and last trade date. */
    since: day,
    until: day,
    /** What ratios and drawdown are made of. */
    period: z.enum(periods, `period is ${periods.join(', ')}`).default('trade'),
    /** One row for each of these. */
    by: z.enum(['strategy', 'day', 'week', 'month'], 'by is strategy, day, week or month').optional(),
    /** Which to show; all that have a value unless said. */
    figures: z.array(figure).min(1).optional(),
    /** In currency units, for shares and growth. */
    starting_equity: z.number().positive('starting_equity is an amount above zero').max(9e9).optional(),
    ddof: z.number().int().min(0).max(1).default(1),
    /** Periods a year; else 252 days, 52 weeks, 12 months, and 1 for trades. */
    annualization: z.number().positive().optional(),
  })
  .superRefine((given, context) => {
    if (given.from === undefined) return;
    for (const path of ours)
      if (given[path] !== undefined)
        context.addIssue({
          code: 'custom',
          path: [path],
          message: `${path} goes with our own trades: choose in ${given.from} itself`,
        });
  });
export type StatisticsProps = z.infer<typeof props>;

const text = z.object({ text: z.string(), sign: z.enum(['gain', 'loss', 'even', 'none', '']) });

const group = z.object({
  /** A strategy or the first day of a period; empty for the whole. */
  key: z.string(),
  /** For programs and prose: money as decimal text or a quotient, shares as ratios, seconds; null without a value. */
  figures: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  /** For people; without a value it says why, with the sign `none`. */
  texts: z.record(z.string(), text),
});
export type GroupValue = z.infer<typeof group>;

export const value = z.object({
  measure: z.enum(['money', 'return']),
  currency: z.string().nullable(),
  /** Currencies that are not shown. */
  otherCurrencies: z.array(z.string()),
  /** Figures in the order in which they are shown. */
  shown: z.array(z.string()),
  whole: group,
  groups: z.array(group),
  trades: z.number().int(),
  firstDate: z.string().nullable(),
  lastDate: z.string().nullable(),
  /** Rows that have no amount. */
  leftOut: z.number().int(),
  /** What ratios are annualized with. */
  annualization: z.number(),
  /** Equity and how far it is below its highest, thinned, both as shares of the range from 0 to 1000. */
  curve: z.array(z.tuple([z.number().int(), z.number().int(), z.number().int()])),
});
export type StatisticsValue = z.infer<typeof value>;
