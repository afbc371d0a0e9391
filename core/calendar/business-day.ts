import { OutOfRange } from '../errors.ts';
import type { TradeDate } from '../model/time.ts';

export const MILLISECONDS_A_DAY = 86_400_000;

/** Whether somebody trades on a day; a holiday table is handed in as one of these. */
export type IsBusinessDay = (day: TradeDate) => boolean;

/** Days that were asked for, by number since 1970 and by text; a calendar asks for the same ones again and again. */
const texts = new Map<number, TradeDate>();
const midnights = new Map<TradeDate, number>();
const REMEMBERED = 20_000;

function remember<Key, Value>(known: Map<Key, Value>, key: Key, value: Value): Value {
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, value);
  return value;
}

/** Midnight of a day in UTC, in milliseconds since 1970; NaN for text that is no day. */
export const midnightOf = (day: TradeDate): number =>
  midnights.get(day) ?? remember(midnights, day, Date.parse(`${day}T00:00:00Z`));

/** 0 is Sunday. */
export const weekdayOf = (day: TradeDate): number => new Date(midnightOf(day)).getUTCDay();

/** Monday to Friday. */
export const isWeekday: IsBusinessDay = (day) => {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6;
};

/** The UTC day of a time in milliseconds since 1970; of a wall clock read as if it were UTC, the local day. */
export function dayAt(milliseconds: number): TradeDate {
  const number = Math.floor(milliseconds / MILLISECONDS_A_DAY);
  return texts.get(number) ?? remember(texts, number, new Date(milliseconds).toISOString().slice(0, 10) as TradeDate);
}

/** A day from its parts; `month` is 1 to 12, and days beyond the month's end carry over. */
export const dayOf = (year: number, month: number, day: number): TradeDate => dayAt(Date.UTC(year, month - 1, day));

/** The day `count` days later, earlier when negative. */
export const addDays = (day: TradeDate, count: number): TradeDate =>
  dayAt(midnightOf(day) + count * MILLISECONDS_A_DAY);

/** The first business day after `day`. */
export const nextBusinessDay = (day: TradeDate, isBusinessDay: IsBusinessDay = isWeekday): TradeDate =>
  addBusinessDays(day, 1, isBusinessDay);

/** The last business day before `day`. */
export const previousBusinessDay = (day: TradeDate, isBusinessDay: IsBusinessDay = isWeekday): TradeDate =>
  addBusinessDays(day, -1, isBusinessDay);

/** `count` business days after `day`, or before it when negative; `day` itself is not counted. */
export function addBusinessDays(day: TradeDate, count: number, isBusinessDay: IsBusinessDay = isWeekday): TradeDate {
  const step = Math.sign(count);
  let at = day;
  for (let left = Math.abs(count); left > 0; ) {
    at = addDays(at, step);
    if (isBusinessDay(at)) left -= 1;
  }
  return at;
}

/** `day` when it is a business day, else the last one before it. */
export const onOrBefore = (day: TradeDate, isBusinessDay: IsBusinessDay = isWeekday): TradeDate =>
  isBusinessDay(day) ? day : previousBusinessDay(day, isBusinessDay);

/** `day` when it is a business day, else the first one after it. */
export const onOrAfter = (day: TradeDate, isBusinessDay: IsBusinessDay = isWeekday): TradeDate =>
  isBusinessDay(day) ? day : nextBusinessDay(day, isBusinessDay);

/** The last business day of a month. */
export const lastBusinessDay = (year: number, month: number, isBusinessDay: IsBusinessDay = isWeekday): TradeDate =>
  onOrBefore(dayOf(year, month + 1, 0), isBusinessDay);

/** The first business day of a month. */
export const firstBusinessDay = (year: number, month: number, isBusinessDay: IsBusinessDay = isWeekday): TradeDate =>
  onOrAfter(dayOf(year, month, 1), isBusinessDay);

/** Reads `YYYY-MM-DD`; undefined for anything else or a day that no calendar has. */
export function parseDay(text: string): TradeDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const at = midnightOf(text as TradeDate);
  if (Number.isNaN(at)) return undefined;
  const day = dayAt(at);
  return day === text ? day : undefined;
}

/** A day that is known to be one. Throws `OutOfRange` for text that is none. */
export function tradeDate(text: string): TradeDate {
  const day = parseDay(text);
  if (day === undefined) throw new OutOfRange(`"${text}" is no day: write it as YYYY-MM-DD`);
  return day;
}
