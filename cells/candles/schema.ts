import { z } from 'zod';
import { parseFrame } from '../../core/bars/frame.ts';
import { priceTextSchema } from '../shown.ts';

function isFrame(text: string): boolean {
  try {
    parseFrame(text);
    return true;
  } catch {
    return false;
  }
}

export const props = z.strictObject({
  instrument: z.string().min(1).max(40),
  frame: z
    .string()
    .refine(isFrame, 'frame is a number and s, m, h, d, w or M (a month), as in 30s, 5m, 4h or 1d')
    .default('5m'),
  /** How many bars. */
  count: z.number().int().min(10).max(400).default(120),
});
export type CandlesProps = z.infer<typeof props>;

const priceStyle = z.union([
  z.object({ kind: z.literal('decimal'), decimals: z.number().int() }),
  z.object({
    kind: z.enum(['thirtySeconds', 'sixtyFourths']),
    digits: z.union([z.literal(2), z.literal(3), z.literal(4)]),
  }),
  z.object({ kind: z.literal('eighths') }),
]);

/** When it began as a person reads it; open, high, low and close in billionths of a point; volume. */
const candle = z.tuple([
  z.string(),
  z.number().int(),
  z.number().int(),
  z.number().int(),
  z.number().int(),
  z.number().int(),
]);
export type Candle = z.infer<typeof candle>;

export const value = z.object({
  instrument: z.string(),
  about: z.string(),
  frame: z.string(),
  /** `CST`; empty where bars are named by their trade dates. */
  zone: z.string(),
  priceStyle,
  /** Oldest first. */
  candles: z.array(candle),
  /** The last one may still change. */
  partial: z.boolean(),
  /** The last close. */
  last: priceTextSchema.nullable(),
  /** Where lines across stand, in billionths of a point. */
  levels: z.array(z.object({ price: z.number().int(), text: z.string() })),
  /** Named candles along the bottom, and those with which a trade date begins. */
  times: z.array(z.object({ index: z.number().int(), text: z.string() })),
  sessions: z.array(z.number().int()),
  /** What is missing or old, and why. */
  notes: z.array(z.string()),
});
export type CandlesValue = z.infer<typeof value>;
