import { z } from 'zod';
import { priceTextSchema } from '../shown.ts';

export const props = z
  .strictObject({
    /** Own fills, or the trades of the market in one instrument. */
    source: z.enum(['own', 'market'], 'source is own or market').default('own'),
    instrument: z.string().min(1).max(40).optional(),
    account: z.string().min(1).max(64).optional(),
    /** Rows shown. */
    limit: z.number().int().min(1).max(200).default(50),
  })
  .superRefine((given, context) => {
    if (given.source !== 'market') return;
    const complain = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (given.instrument === undefined) {
      complain('instrument', 'the tape of the market is of one instrument: add a line such as `instrument: ZN`');
    }
    if (given.account !== undefined) complain('account', 'trades of the market have no account: take the line out');
  });
export type FillsProps = z.infer<typeof props>;

const row = z.object({
  /** What stays the same while newer rows push it down. */
  key: z.string(),
  time: z.string(),
  /** `.741` */
  milliseconds: z.string(),
  instrument: z.string(),
  side: z.enum(['buy', 'sell']),
  quantity: z.number().int(),
  price: priceTextSchema,
  /** A price between two ticks, as spreads and averages have; its text is exact. */
  offGrid: z.literal(true).optional(),
  /** Absent for the market, as are strategy, account and order. */
  liquidity: z.enum(['maker', 'taker']).optional(),
  strategy: z.string().optional(),
  account: z.string().optional(),
  /** The client order id of its order. */
  order: z.string().optional(),
});
export type FillRow = z.infer<typeof row>;

export const value = z.object({
  source: z.enum(['own', 'market']),
  /** Whether rows name their instrument: not when all are of one. */
  named: z.boolean(),
  /** Short name of the zone of the times, `CST`; empty where rows are of several. */
  zone: z.string(),
  /** Newest first. */
  rows: z.array(row),
  total: z.number().int(),
  /** The total counts only what the console holds of the day, because a filter is set. */
  atLeast: z.boolean(),
  /** The market tells minutes and no single trades. */
  onlyBars: z.literal(true).optional(),
});
export type FillsValue = z.infer<typeof value>;
