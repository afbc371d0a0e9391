import { addDays, weekdayOf } from '../../core/calendar/business-day.ts';
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
  const [year = '', month = ''] = date.split('-');
  const firstOf = (text: string): TradeDate => `${year}-${text}-01` as TradeDate;
  const starts: Record<Period, () => TradeDate | undefined> = {
    day: () => date,
    week: () => addDays(date, -((weekdayOf(date) + 6) % 7)),
    month: () => firstOf(month),
    quarter: () => firstOf(String(Number(month) - ((Number(month) - 1) % 3)).padStart(2, '0')),
    year: () => firstOf('01'),
    all: () => undefined,
  };
  return starts[period]();
}
