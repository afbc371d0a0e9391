import { z } from 'zod';
import { parseDay } from '../core/calendar/business-day.ts';
import { weekdays } from '../core/calendar/dated-expiries.ts';
import { expiryRules, rollRules } from '../core/calendar/expiry-rules.ts';
import { seriesDays } from '../core/calendar/option-dates.ts';
import { isMonthCode, type MonthCode, monthOf } from '../core/model/contract.ts';
import { type Money, money, moneyFromDecimal, priceValue } from '../core/model/money.ts';
import { PRICE_UNITS_PER_POINT, type Price, price, priceFromDecimal } from '../core/model/price.ts';
import type { TradeDate } from '../core/model/time.ts';
import { alertsSchema } from './alerts.ts';
import { monitorsSchema } from './monitors.ts';
import { spotsSchema } from './spots.ts';
import { traceSchema } from './trace.ts';
import { venuesSchema } from './venues.ts';
import { webhooksSchema } from './webhooks.ts';

/** Reads text with a function that throws a sentence. */
const readBy = <T>(read: (text: string) => T) =>
  z.string().transform((text, context): T => {
    try {
      return read(text);
    } catch (error) {
      context.issues.push({ code: 'custom', message: (error as Error).message, input: text });
      return z.NEVER;
    }
  });

function readTick(text: string): Price {
  const fraction = /^1\/(\d+)$/.exec(text);
  const tick = fraction ? price(PRICE_UNITS_PER_POINT / Number(fraction[1])) : priceFromDecimal(text);
  if (tick <= 0) throw new Error(`a tick is more than zero, and this is ${text}`);
  return tick;
}

function readMonths(text: string): readonly MonthCode[] {
  if (text === '') throw new Error('a product with contracts has at least one month');
  const months = [...text];
  const wrong = months.find((month) => !isMonthCode(month));
  if (wrong) throw new Error(`"${wrong}" is no month; the letters are F G H J K M N Q U V X Z`);
  const codes = months as MonthCode[];
  if (codes.some((code, index) => index > 0 && monthOf(code) <= monthOf(codes[index - 1]!))) {
    throw new Error(`the months ${text} are not in the order of the year`);
  }
  return codes;
}

const names = <K extends string>(table: Record<K, unknown>): [K, ...K[]] => Object.keys(table) as [K, ...K[]];
const root = z.string().regex(/^[A-Z0-9]{1,10}$/, 'a root is one to ten capital letters or digits');
const letters = z.string().regex(/^[A-Z]{1,3}$/, 'the letters of a series are one to three capitals');
const count = z.int().min(1);

const priceStyle = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('decimal'), decimals: z.int().min(0).max(9) }),
  z.strictObject({ kind: z.literal('thirtySeconds'), digits: z.literal([2, 3, 4]) }),
  z.strictObject({ kind: z.literal('sixtyFourths'), digits: z.literal([2, 3, 4]) }),
  z.strictObject({ kind: z.literal('eighths') }),
]);

const readDay = (text: string) => {
  const day = parseDay(text);
  if (day === undefined) throw new Error('a day is written as 2026-11-27');
  return day;
};
const from = readBy(readDay);
const byDay = <T extends z.ZodType<{ readonly from: TradeDate }>>(value: T) =>
  z
    .array(value)
    .min(1)
    .refine(
      (values) => values.every((each, index) => index === 0 || each.from > values[index - 1]!.from),
      'the oldest comes first',
    );
const since = byDay(z.strictObject({ from, is: count }));

const instrument = z
  .strictObject({
    name: z.string().min(1),
    exchange: z.string().min(1),
    currency: z.enum(['USD', 'USDT', 'INR']),
    /** `1/64` or `0.25` */
    tick: readBy(readTick),
    tickValue: readBy((text): Money => money(moneyFromDecimal(text))),
    multiplier: z.number().positive(),
    priceStyle,
    session: z.enum(['cme', 'nse', 'utc']),
    aliases: z.array(root),
    contracts: z
      .strictObject({
        months: readBy(readMonths),
        /** Months that exist beside those, as nearby serial months. */
        serialMonths: readBy(readMonths).optional(),
        listed: count.max(60),
        expiry: z.enum(names(expiryRules)),
        roll: z.enum(names(rollRules)),
      })
      .optional(),
    options: z
      .strictObject({
        strikeStep: readBy(readTick),
        tick: readBy(readTick),
        priceStyle,
        /** Letters by the day on which a series expires; the first of Bloomberg's is printed, all are read. */
        series: z.partialRecord(
          z.enum(seriesDays),
          z.strictObject({ cme: letters, bloomberg: z.array(letters).min(1).optional() }),
        ),
      })
      .optional(),
    /** Futures and options that are named by the day on which they expire. */
    dated: z
      .strictObject({
        exchange: z.string().min(1),
        tick: readBy(readTick),
        /** Of futures, where it is another. */
        futureTick: readBy(readTick).optional(),
        /** The finest on which strikes are listed. */
        strikeStep: readBy(readTick),
        priceStyle,
        /** Weekdays of the last trade dates, by the day that they fall on; a holiday moves one to the business day before. */
        expiries: byDay(z.strictObject({ from, monthly: z.enum(weekdays), weekly: z.enum(weekdays).optional() })),
        /** Contracts of a lot, by last trade date. */
        lots: since,
        /** Most contracts of one order, by the day of the order. */
        freezes: since.optional(),
      })
      .optional(),
    /** Is calculated and never traded. */
    calculated: z.literal(true).optional(),
    /** What systems with roots of their own call the product's futures. */
    symbols: z
      .strictObject({
        bloomberg: z
          .string()
          .regex(/^[A-Z0-9]{1,3} (Comdty|Index|Curncy)$/, 'a Bloomberg name is a root and Comdty, Index or Curncy')
          .optional(),
        projectx: root.optional(),
        broker: z.string().min(1).optional(),
        /** What the index or share itself is called there; its root where it is left out. */
        kite: z.string().min(1).optional(),
        upstox: z.string().min(1).optional(),
      })
      .optional(),
  })
  .refine(({ tick, tickValue, multiplier }) => priceValue(tick, 1, multiplier) === tickValue, {
    message: 'tick × multiplier is not tickValue',
    path: ['tickValue'],
  });

/** `config/instruments.json`: products by root. */
export const instrumentsSchema = z.record(root, instrument);

/** `config/levels.json`: prices that the desk watches, by root, each in the instrument's own style. */
export const levelsSchema = z.record(root, z.array(z.string()).max(1_000));

/** `config/keys.json`: keys by action, one or a list of alternatives; an empty list takes them away. */
export const keysSchema = z.record(z.string(), z.union([z.string(), z.array(z.string()).max(8)]));

/** `config/desk.json`: what a person sets of the console. */
export const deskSchema = z.strictObject({
  environment: z.enum(['paper']),
  /** The same seed and the same clock make the same synthetic market. */
  seed: z.int().min(0),
  server: z.strictObject({
    port: z.int().min(0).max(65_535),
    /** Names beside loopback's that a browser may know this console by, without a port. */
    allowedHosts: z.array(z.string()),
    /** Names, without a port, by which a tunnel or a proxy brings messages to webhooks; nothing else answers to them. */
    webhookHosts: z.array(z.string()).default([]),
  }),
  market: z.strictObject({
    /** Price levels a side. */
    levels: count.max(50),
    /** `always`: round the clock, so that a console is alive on a Saturday; `exchange`: in the sessions of the exchange alone. */
    hours: z.enum(['always', 'exchange'], 'hours is always or exchange').default('always'),
    /** What ends where two orders of one account would trade with each other: the aggressor, the resting one, or both. */
    selfTradePrevention: z
      .enum(
        ['cancel_newest', 'cancel_oldest', 'cancel_both', 'off'],
        'selfTradePrevention is cancel_newest, cancel_oldest, cancel_both or off',
      )
      .default('cancel_newest'),
    /** The synthetic market of each root's front month. */
    instruments: z.record(
      root,
      z.strictObject({
        /** Where it starts when nothing was recorded, in the instrument's own style. */
        price: z.string(),
        /** Mean rate of arrivals, cancels and trades together. */
        eventsPerSecond: z.number().positive().max(1_000),
        /** Standard deviation of a year's change, in points. */
        volatility: z.number().min(0),
        /** Contracts at a typical level. */
        size: count,
      }),
    ),
  }),
  /** A simple maker on the paper venue, so that the first page is alive. */
  demo: z.strictObject({
    enabled: z.boolean(),
    account: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, 'an account is one to 32 letters, digits, _ or -'),
    strategy: z.string().regex(/^[a-z0-9_-]{1,32}$/, 'a strategy is one to 32 small letters, digits, _ or -'),
    instruments: z.array(root),
    /** Contracts of each quote. */
    quantity: count,
    /** Contracts, long or short, at which it quotes one side only. */
    maximumPosition: count,
    /** Sessions laid down on first start. */
    pastSessions: z.int().min(0).max(250),
  }),
  /** How much of the market is kept. */
  /** The shape of `spots.json`, over which it lies. */
  spots: spotsSchema.optional(),
  /** The shape of `trace.json`, over which it lies. */
  trace: traceSchema.optional(),
  /** The shape of `venues.json`, over which it lies. */
  venues: venuesSchema.optional(),
  /** The shape of `webhooks.json`, over which it lies. */
  webhooks: webhooksSchema.optional(),
  /** The shape of `alerts.json`, over which it lies. */
  alerts: alertsSchema.optional(),
  /** The shape of `monitors.json`, over which it lies. */
  monitors: monitorsSchema.optional(),
  record: z.strictObject({ hours: z.number().positive(), bytes: z.int().min(1_000_000) }),
  /** As in `keys.json`; here so that `local.json` can have them. */
  keys: keysSchema.optional(),
});

export type DeskFile = z.output<typeof deskSchema>;
