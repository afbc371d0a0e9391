import { firstDayOf } from '../../core/calendar/to-date.ts';
import type { TradeDate } from '../../core/model/time.ts';

/** Periods up to now, by the name a cell says, with how the page calls them. */
export const periods = {
  day: 'trade date',
  week: 'week to date',
  month: 'month to date',
  quarter: 'quarter to date',
  year: 'year to date',
  all: 'since the first fill',
} as const;
export type Period = keyof typeof periods;

/** The first calendar day of the period that a trade date lies in; weeks begin on Monday. Undefined where there is no first day. */
export const periodStart = (period: Period, date: TradeDate): TradeDate | undefined =>
  period === 'all' ? undefined : firstDayOf(period, date);
