import { dayOf } from '../../core/calendar/business-day.ts';
import { periodOf } from '../../core/calendar/period.ts';
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
export function periodStart(period: Period, date: TradeDate): TradeDate | undefined {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  const starts: Record<Period, () => TradeDate | undefined> = {
    day: () => date,
    week: () => periodOf(date, 'week').first,
    month: () => periodOf(date, 'month').first,
    quarter: () => dayOf(year, month - ((month - 1) % 3), 1),
    year: () => dayOf(year, 1, 1),
    all: () => undefined,
  };
  return starts[period]();
}
