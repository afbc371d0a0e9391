import type { TradeDate } from '../model/time.ts';
import { addDays, dayOf, MILLISECONDS_A_DAY, weekdayOf } from './business-day.ts';

/** A week or a month of days, both ends belonging to it. */
export interface Period {
  /** `2026-W47` or `2026-11`. */
  readonly name: string;
  readonly first: TradeDate;
  readonly last: TradeDate;
}

/** The week (Monday to Sunday, numbered as in ISO 8601) or the month that a trade date lies in. */
export function periodOf(date: TradeDate, length: 'week' | 'month'): Period {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  if (length === 'month') {
    return { name: date.slice(0, 7), first: dayOf(year, month, 1), last: dayOf(year, month + 1, 0) };
  }
  const first = addDays(date, -((weekdayOf(date) + 6) % 7));
  const yearOfWeek = addDays(first, 3).slice(0, 4);
  const days = (Date.parse(addDays(first, 3)) - Date.parse(`${yearOfWeek}-01-01`)) / MILLISECONDS_A_DAY;
  const number = String(Math.floor(days / 7) + 1).padStart(2, '0');
  return { name: `${yearOfWeek}-W${number}`, first, last: addDays(first, 6) };
}
