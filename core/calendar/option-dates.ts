import { fromMilliseconds, type Instant, type TradeDate } from '../model/time.ts';
import {
  addBusinessDays,
  addDays,
  type IsBusinessDay,
  lastBusinessDay,
  onOrAfter,
  onOrBefore,
  weekdayOf,
} from './business-day.ts';
import { nthWeekday } from './expiry-rules.ts';
import { atWall } from './zone.ts';

/** When an option's series expires in its cycle: on a weekday of every week, or once a month. */
export const seriesDays = ['standard', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
export type SeriesDay = (typeof seriesDays)[number];

const FRIDAY = 5;
const ZONE = 'America/Chicago';

/** Chicago time at which an option on a treasury future stops trading on its last day. Source: CME Group, weekly treasury options. */
const optionCloses: Readonly<Record<SeriesDay, string>> = {
  standard: '16:00',
  monday: '14:00',
  tuesday: '14:00',
  wednesday: '14:00',
  thursday: '14:00',
  friday: '16:00',
};

/**
 * Last trade date of a quarterly or serial option on a treasury future: the last Friday that precedes by at least two business days the last
 * business day of the month before the contract month (1 to 12), or the business day before that Friday. Source: CBOT Rulebook, chapter 19A.
 */
export function standardOptionExpiry(year: number, month: number, isBusinessDay: IsBusinessDay): TradeDate {
  const limit = addBusinessDays(lastBusinessDay(year, month - 1, isBusinessDay), -2, isBusinessDay);
  return onOrBefore(addDays(limit, -((weekdayOf(limit) - FRIDAY + 7) % 7)), isBusinessDay);
}

/**
 * Last trade date of the weekly option of a month's `week`-th (1 to 5) weekday: that day, or the business day before it; a Monday moves to
 * the business day after. Undefined when the month has no such day. Source: CME Group, weekly treasury options.
 */
export function weeklyOptionExpiry(
  year: number,
  month: number,
  day: Exclude<SeriesDay, 'standard'>,
  week: number,
  isBusinessDay: IsBusinessDay,
): TradeDate | undefined {
  if (!Number.isInteger(week) || week < 1 || week > 5) return undefined;
  const named = nthWeekday(year, month, seriesDays.indexOf(day), week);
  if (Number(named.slice(5, 7)) !== month) return undefined;
  return day === 'monday' ? onOrAfter(named, isBusinessDay) : onOrBefore(named, isBusinessDay);
}

/** The instant at which an option of a series stops trading on its expiry. */
export const optionClose = (expiry: TradeDate, day: SeriesDay): Instant =>
  fromMilliseconds(atWall(ZONE, Date.parse(`${expiry}T${optionCloses[day]}Z`)));
