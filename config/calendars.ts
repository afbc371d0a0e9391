import { z } from 'zod';
import { isWeekday, parseDay } from '../core/calendar/business-day.ts';
import { type CalendarExceptions, type Calendars, calendarsOf } from '../core/calendar/calendar.ts';
import type { Hours, ProductGroup, SpecialDay } from '../core/calendar/day.ts';
import type { TradeDate } from '../core/model/time.ts';
import { check } from './explain.ts';

/** The evening before at which Globex opens. */
const GLOBEX_OPEN = -7 * 60;
const clock = /^([01]\d|2[0-3]):([0-5]\d)$/;

const minuteOf = (text: string): number => {
  const [, hour, minute] = clock.exec(text) ?? [];
  return Number(hour) * 60 + Number(minute);
};

const day = z.string().refine((text) => parseDay(text) !== undefined, 'a day is written as 2026-11-27');
const name = z.string().min(1, 'a special day has a name');

const close = z
  .string()
  .refine((text) => text === 'closed' || clock.test(text), 'a close is a local time as 12:15, or closed')
  .transform((text): readonly Hours[] => (text === 'closed' ? [] : [{ open: GLOBEX_OPEN, close: minuteOf(text) }]));

const stretch = z
  .string()
  .refine((text) => {
    const [open = '', end = ''] = text.split('-');
    return clock.test(open) && clock.test(end) && text.length === 11 && open < end;
  }, 'hours are two local times, the earlier first, as 09:15-15:30')
  .transform((text): Hours => ({ open: minuteOf(text.slice(0, 5)), close: minuteOf(text.slice(6)) }));

const hours = z
  .array(stretch)
  .min(1, 'a day without hours is written "closed": true')
  .refine(
    (all) => all.every(({ open }, index) => index === 0 || open >= all[index - 1]!.close),
    'hours follow each other and do not overlap',
  );

const root = z.string().regex(/^[A-Z0-9]{1,10}$/, 'a root is one to ten capital letters or digits');

const cmeDay = z.strictObject({
  name,
  /** Nothing trades, and the day is no trade date. */
  closed: z.literal(true).optional(),
  /** When each product group closes, Chicago time; what is left out closes as ever. */
  closes: z
    .strictObject({ rates: close.optional(), equity: close.optional(), metals_energy: close.optional() })
    .optional(),
});

const nseDay = z.strictObject({
  name,
  closed: z.literal(true).optional(),
  /** The day is a holiday although somebody trades. */
  holiday: z.literal(true).optional(),
  /** Indian time. */
  hours: hours.optional(),
});

const oneOf = (says: readonly unknown[]): boolean => says.filter((said) => said !== undefined).length === 1;

/** `config/calendars.json`: what no rule gives, by day; it wins over the rules. */
const calendarsSchema = z.strictObject({
  cme: z.strictObject({
    /** Roots of product groups with hours of their own on holidays; all others go with interest rates. */
    products: z.strictObject({ equity: z.array(root), metals_energy: z.array(root) }),
    days: z.record(
      day,
      cmeDay.refine(({ closed, closes }) => oneOf([closed, closes]), 'a day has either closed or closes'),
    ),
  }),
  nse: z.strictObject({
    days: z.record(
      day,
      nseDay.refine(({ closed, hours }) => oneOf([closed, hours]), 'a day has either closed or hours'),
    ),
  }),
});

/** What a folder without a `calendars.json` has. */
export const noSpecialDays: z.input<typeof calendarsSchema> = {
  cme: { products: { equity: [], metals_energy: [] }, days: {} },
  nse: { days: {} },
};

type File = z.output<typeof calendarsSchema>;

export interface CalendarSettings {
  readonly calendars: Calendars;
  /** The product group of a root, where it is not interest rates. */
  readonly productGroups: ReadonlyMap<string, ProductGroup>;
}

const none: Readonly<Record<ProductGroup, readonly Hours[]>> = { rates: [], equity: [], metals_energy: [] };

function cmeSpecial({ name, closed, closes = {} }: File['cme']['days'][string]): SpecialDay {
  if (closed) return { name, kind: 'holiday', tradeDate: false, hours: none };
  const given = Object.entries(closes).filter((entry) => entry[1] !== undefined);
  return { name, kind: 'short', tradeDate: true, hours: Object.fromEntries(given) };
}

function nseSpecial(date: TradeDate, { name, closed, holiday, hours = [] }: File['nse']['days'][string]): SpecialDay {
  if (closed) return { name, kind: 'holiday', tradeDate: false, hours: none };
  const kind = holiday ? 'holiday' : isWeekday(date) ? 'short' : 'special';
  return { name, kind, tradeDate: true, hours: { rates: hours, equity: hours, metals_energy: hours } };
}

/** Checks the content of `calendars.json`; throws a `ConfigError` that names file and key. */
export function readCalendars(value: unknown): CalendarSettings {
  const { cme, nse } = check('calendars.json', calendarsSchema, value);
  const days = <T>(of: Record<string, T>, special: (date: TradeDate, day: T) => SpecialDay) =>
    new Map(Object.entries(of).map(([date, day]) => [date as TradeDate, special(date as TradeDate, day)] as const));
  const exceptions: CalendarExceptions = {
    cme: days(cme.days, (_, day) => cmeSpecial(day)),
    nse: days(nse.days, nseSpecial),
  };
  const groups = Object.entries(cme.products) as [ProductGroup, readonly string[]][];
  return {
    calendars: calendarsOf(exceptions),
    productGroups: new Map(groups.flatMap(([group, roots]) => roots.map((each) => [each, group] as const))),
  };
}
