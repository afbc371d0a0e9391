import { z } from 'zod';
import { ladderOrderTypes } from '../../core/ladder/order.ts';
import { amountSchema, priceTextSchema } from '../shown.ts';

/** Ticks from what an order fills, in which exits are attached to it. */
const exits = z
  .strictObject({
    stop: z.number().int('stop is whole ticks, as in stop: 8').min(1).max(10_000).optional(),
    target: z.number().int('target is whole ticks, as in target: 16').min(1).max(10_000).optional(),
  })
  .refine(({ stop, target }) => stop !== undefined || target !== undefined, {
    message: 'say stop, target or both, in ticks: {stop: 8, target: 16}',
  });

/** A price as people write it, in the instrument's own style; a number is decimals. */
const priceText = z
  .union([z.string().max(40), z.number()], "a price is text such as 110'085, or decimals")
  .transform(String);

const whatIf = z.strictObject({
  side: z.enum(['buy', 'sell'], 'side is buy or sell'),
  quantity: z.number('quantity is a whole number of contracts').int().min(1).max(1_000_000),
  /** Absent for a market order alone. */
  price: priceText.optional(),
  type: z
    .preprocess(
      (type) => (type === 'stop-limit' ? 'stop_limit' : type),
      z.enum(ladderOrderTypes, 'type is limit, stop, stop-limit or market'),
    )
    .default('limit'),
  /** Where a stop-limit wakes. */
  trigger: priceText.optional(),
});

export const scenarioColumns = ['working', 'profit', 'position', 'risk', 'break-even', 'ticks'] as const;
export type ScenarioColumn = (typeof scenarioColumns)[number];

const survivalProps = z.strictObject({
  /** P&L at which it ends, in the instrument's currency. */
  stop: z.number().negative('stop is a loss, as in -100000').default(-100_000),
  /** Contracts to begin with, short negative; without it those held. */
  contracts: z.number().int().optional(),
  /** In sixteenths of a point. */
  reach: z.number().int().min(1).max(1_000).default(25),
  distance: z.number().int().min(1).max(100).default(3),
  /** Prices; without it those that config/levels.json has for the instrument. */
  levels: z.array(priceText).max(500).optional(),
});
export type SurvivalProps = z.infer<typeof survivalProps>;

export const props = z.strictObject({
  /** `ZNZ6`, or `ZN` for the front month. */
  instrument: z.string('name an instrument, as in `instrument: ZN`').min(1).max(40),
  /** Rows on each side of the middle one. */
  levels: z.number().int().min(3).max(100).default(13),
  mode: z.enum(['centered', 'free'], 'mode is centered or free').default('centered'),
  /** Whose orders and position; without it those of every account. */
  account: z.string().min(1).max(64).optional(),
  /** What every order from here is protected by. */
  protection: exits.optional(),
  /** Shows risk and break-even beside position and P&L; any of what follows does too. */
  scenario: z.boolean().default(false),
  columns: z
    .array(z.enum(scenarioColumns, `columns are ${scenarioColumns.join(', ')}`))
    .min(1)
    .optional(),
  /** Orders that nobody has sent. */
  orders: z.array(whatIf).max(200).optional(),
  /** Where the market is assumed to be, or `source` for the instrument's spot; without it, or empty, where it is, or the spot where there is none. */
  spot: priceText.optional(),
  /** What is assumed to be held, `5@110'08`, in place of what is; empty for what is. */
  base: z.string("base is contracts and a price, as in 5@110'08").max(60).optional(),
  /** Whether the desk's own orders and position count: they do, unless a spot is assumed. */
  own: z.boolean().optional(),
  /** In place of the rows, how far the position lives if it is added to at each technical level. */
  survival: survivalProps.optional(),
});
export type LadderProps = z.infer<typeof props>;

const ownOrder = z.object({
  id: z.string(),
  side: z.enum(['buy', 'sell']),
  /** What it is now: a stop limit that was woken is a limit. */
  type: z.enum(ladderOrderTypes),
  /** Its price at this row, as the exchange writes it. */
  at: z.string(),
  /** The limit of a stop limit, and how many ticks above its stop price that lies. */
  limit: z.object({ text: z.string(), ticks: z.number() }).optional(),
  quantity: z.number().int(),
  /** It protects a position, and goes away with it. */
  exit: z.enum(['stop', 'target', 'close']).optional(),
  /** Contracts resting in front of it, where the venue knows. */
  queue: z.number().int().optional(),
  state: z.enum(['working', 'pending', 'replacing', 'canceling', 'unknown', 'what-if']),
  /** Its price lies off the grid, and the row is only the next one. */
  offGrid: z.literal(true).optional(),
});
export type OwnOrder = z.infer<typeof ownOrder>;

/** Size and the length of its bar in percent of the largest shown. */
const depth = z.object({ size: z.number().int(), bar: z.number().int() });

const row = z.object({
  /** Price in ticks: the row's identity. */
  tick: z.number().int(),
  price: priceTextSchema,
  bid: depth.optional(),
  ask: depth.optional(),
  /** The last trade of the market, at its price. */
  last: z.object({ size: z.number().int(), side: z.enum(['buy', 'sell']).optional() }).optional(),
  volume: depth.optional(),
  own: z.array(ownOrder).optional(),
  /** Position and P&L once the market trades here. */
  position: z.number().int().optional(),
  profit: amountSchema.optional(),
  /** Between this row and the one below the P&L changes its sign. */
  breakEven: z.literal(true).optional(),
  /** What a scenario says besides. */
  risk: amountSchema.optional(),
  even: priceTextSchema.optional(),
  ticks: z.string().optional(),
  /** The spot is here, or between this row and the one above (below) it. */
  spot: z.enum(['exact', 'above', 'below']).optional(),
});
export type LadderRow = z.infer<typeof row>;

const survival = z.object({
  currency: z.string(),
  stop: amountSchema,
  /** To begin with. */
  contracts: z.number().int(),
  points: z.array(
    z.object({
      price: priceTextSchema,
      away: z.string(),
      contracts: z.string(),
      risk: z.string(),
      profit: amountSchema,
      last: z.boolean(),
    }),
  ),
  breach: priceTextSchema.nullable(),
  /** What may be held now so that the farthest level costs the stop: contracts, cut to whole ones. */
  most: z.object({ long: z.number().int().nullable(), short: z.number().int().nullable() }),
});
export type SurvivalValue = z.infer<typeof survival>;

const scenario = z.object({
  /** Assumed, so there is no book beside it and nothing to trade with. */
  assumed: z.boolean(),
  spot: priceTextSchema.nullable(),
  /** Where the spot comes from, if it is a spot source's. */
  from: z.object({ source: z.string(), age: z.string(), old: z.boolean(), why: z.string() }).optional(),
  columns: z.array(z.enum(scenarioColumns)),
  base: z.object({ quantity: z.number().int(), profit: amountSchema }),
  /** Orders that no walk from the spot trades. */
  idle: z.number().int(),
  survival: survival.optional(),
});
export type ScenarioValue = z.infer<typeof scenario>;

/** What the venue did not take: the console had it on disk before. */
const venueRefusal = z.object({
  id: z.string(),
  /** Tells two refusals of one order apart. */
  at: z.number(),
  /** The order is at its end with it. */
  ended: z.boolean(),
  /** Which order, and why. */
  text: z.string(),
});
export type VenueRefusal = z.infer<typeof venueRefusal>;

export const value = z.object({
  instrument: z.object({
    id: z.string(),
    name: z.string(),
    currency: z.string(),
    /** Sizes are multiples of it; 1 where it is left out. */
    lot: z.number().int().optional(),
  }),
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
    average: priceTextSchema.nullable(),
    open: amountSchema.nullable(),
    realized: amountSchema.nullable(),
  }),
  /** Own orders that rest outside of the rows. */
  away: z.number().int(),
  scenario: scenario.optional(),
  /** Of the newest orders that people sent, for whoever sent one. */
  refusals: z.array(venueRefusal).optional(),
  eventsPerSecond: z.number(),
  /** When the book last changed, in the exchange's zone: `10:31:07.250 CST`. */
  changed: z.string().nullable(),
});
export type LadderValue = z.infer<typeof value>;
