import { z } from 'zod';

export const props = z.strictObject({
  /** `ZNZ6`, or `ZN` for the front month. */
  instrument: z.string('name an instrument, as in `instrument: ZN`').min(1).max(40),
  /** Rows on each side of the middle one. */
  levels: z.number().int().min(3).max(100).default(13),
  mode: z.enum(['centered', 'free'], 'mode is centered or free').default('centered'),
  /** Whose orders and position; without it those of every account. */
  account: z.string().min(1).max(64).optional(),
});
export type LadderProps = z.infer<typeof props>;

const price = z.object({
  /** Exact decimal text, as an order takes it. */
  text: z.string(),
  handle: z.string(),
  fraction: z.string(),
});
export type PriceText = z.infer<typeof price>;

const amount = z.object({ text: z.string(), sign: z.enum(['gain', 'loss', 'even']) });
export type Amount = z.infer<typeof amount>;

const ownOrder = z.object({
  id: z.string(),
  side: z.enum(['buy', 'sell']),
  quantity: z.number().int(),
  /** Contracts resting in front of it, where the venue knows. */
  queue: z.number().int().optional(),
  state: z.enum(['working', 'pending', 'canceling', 'unknown']),
});
export type OwnOrder = z.infer<typeof ownOrder>;

/** Size and the length of its bar in percent of the largest shown. */
const depth = z.object({ size: z.number().int(), bar: z.number().int() });

const row = z.object({
  /** Price in ticks: the row's identity. */
  tick: z.number().int(),
  price,
  bid: depth.optional(),
  ask: depth.optional(),
  /** The last trade of the market, at its price. */
  last: z.object({ size: z.number().int(), side: z.enum(['buy', 'sell']) }).optional(),
  volume: depth.optional(),
  own: z.array(ownOrder).optional(),
  /** Position and P&L once the market trades here. */
  position: z.number().int().optional(),
  profit: amount.optional(),
  /** Between this row and the one below the P&L changes its sign. */
  breakEven: z.literal(true).optional(),
});
export type LadderRow = z.infer<typeof row>;

export const value = z.object({
  instrument: z.object({ id: z.string(), name: z.string(), currency: z.string() }),
  /** The one account that orders from this ladder belong to; null when it is not clear which. */
  account: z.string().nullable(),
  /** Highest price first, without gaps; twice as many as are shown, so that a reader can scroll. */
  rows: z.array(row),
  /** The tick in the middle; null while nothing has a price. */
  anchor: z.number().int().nullable(),
  market: z.object({
    state: z.enum(['open', 'bids only', 'asks only', 'crossed', 'empty', 'none']),
    /** The tick a centered ladder follows. */
    middle: z.number().int().nullable(),
  }),
  position: z.object({
    quantity: z.number().int(),
    average: price.nullable(),
    open: amount.nullable(),
    realized: amount.nullable(),
  }),
  /** Own orders that rest outside of the rows. */
  away: z.number().int(),
  eventsPerSecond: z.number(),
  /** When the book last changed, in the exchange's zone: `10:31:07.250 CST`. */
  changed: z.string().nullable(),
});
export type LadderValue = z.infer<typeof value>;
