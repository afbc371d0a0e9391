import type { TradeDate } from '../model/time.ts';
import { dayOf } from './business-day.ts';
import { periodOf } from './period.ts';

export type ToDate = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** The first calendar day of the period that a trade date lies in, whether or not it is a trade date itself; weeks begin on Monday. */
export function firstDayOf(period: ToDate, date: TradeDate): TradeDate {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  switch (period) {
    case 'day':
      return date;
    case 'week':
    case 'month':
      return periodOf(date, period).first;
    case 'quarter':
      return dayOf(year, month - ((month - 1) % 3), 1);
    case 'year':
      return dayOf(year, 1, 1);
  }
}
