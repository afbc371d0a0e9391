import type { TradeDate } from '../model/time.ts';
import { addDays, dayOf, weekdayOf } from './business-day.ts';

const MONDAY = 1;
const THURSDAY = 4;

/** The `count`-th weekday of a month (0 is Sunday), or its last when `count` is -1. */
function weekdayOfMonth(year: number, month: number, weekday: number, count: number): TradeDate {
  if (count === -1) {
    const last = dayOf(year, month + 1, 0);
    return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
  }
  const first = dayOf(year, month, 1);
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (count - 1) * 7);
}

/** Western Easter by the anonymous Gregorian algorithm (Nature, 1876). */
export function easterSunday(year: number): TradeDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const m = Math.floor((a + 11 * h) / 319);
  const l = (2 * (b % 4) + 2 * Math.floor(c / 4) - (c % 4) - h + m + 32) % 7;
  const month = Math.floor((h - m + l + 90) / 25);
  return dayOf(year, month, (h - m + l + month + 19) % 32);
}

/** A holiday that falls on a Sunday is kept on Monday, one on a Saturday on the Friday before. */
function observed(day: TradeDate): TradeDate {
  const weekday = weekdayOf(day);
  return weekday === 0 ? addDays(day, 1) : weekday === 6 ? addDays(day, -1) : day;
}

/**
 * The holidays of a year on which the US futures exchanges do not settle, by the day on which they are kept, ascending. Contracts count around
 * them. Source: CME Group holiday calendar; Martin Luther King Jr. Day since 1998, Juneteenth since 2022.
 */
export function usHolidayNames(year: number): ReadonlyMap<TradeDate, string> {
  const newYear = dayOf(year, 1, 1);
  const days: [TradeDate, string][] = [];
  // a New Year's Day on a Saturday would be kept in the year before, and is not
  if (weekdayOf(newYear) !== 6) days.push([observed(newYear), 'New Year’s Day']);
  if (year >= 1998) days.push([weekdayOfMonth(year, 1, MONDAY, 3), 'Martin Luther King Jr. Day']);
  days.push([weekdayOfMonth(year, 2, MONDAY, 3), 'Presidents’ Day']);
  days.push([addDays(easterSunday(year), -2), 'Good Friday']);
  days.push([weekdayOfMonth(year, 5, MONDAY, -1), 'Memorial Day']);
  if (year >= 2022) days.push([observed(dayOf(year, 6, 19)), 'Juneteenth']);
  days.push([observed(dayOf(year, 7, 4)), 'Independence Day']);
  days.push([weekdayOfMonth(year, 9, MONDAY, 1), 'Labor Day']);
  days.push([weekdayOfMonth(year, 11, THURSDAY, 4), 'Thanksgiving Day']);
  days.push([observed(dayOf(year, 12, 25)), 'Christmas Day']);
  return new Map(days);
}
