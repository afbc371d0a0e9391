import { type Instant, MINUTE } from '../model/time.ts';
import { dayAt, isWeekday, MILLISECONDS_A_DAY } from './business-day.ts';
import type { Calendar } from './calendar.ts';

const MINUTES_A_DAY = 1_440;
const BUSINESS_DAYS_A_YEAR = 252;

/**
 * Business minutes from one instant to another, negative when they are the other way round: all 1,440 minutes of every business day by the
 * clocks of the exchange, none of weekends and holidays. Instants count from the beginning of their minute, so that stretches add up. The cost
 * grows with the years between, not with the days.
 */
export function businessMinutesBetween(from: Instant, to: Instant, calendar: Calendar): number {
  if (to < from) return 0 - businessMinutesBetween(to, from, calendar);
  const [a, b] = [placeOf(from, calendar), placeOf(to, calendar)];
  return businessDays(a.day, b.day, calendar) * MINUTES_A_DAY + b.minutes - a.minutes;
}

/**
 * Years to expiry as the desk counts them: (business minutes + 1) / 1440 / 252, the instant floored to its minute; 0 once it has expired.
 */
export function yearsToExpiry(at: Instant, expiry: Instant, calendar: Calendar): number {
  const minutes = businessMinutesBetween(at, expiry, calendar);
  return expiry < Math.floor(at / MINUTE) * MINUTE ? 0 : (minutes + 1) / MINUTES_A_DAY / BUSINESS_DAYS_A_YEAR;
}

/** The local day of an instant, as days since 1970, and the business minutes of it that are over. */
function placeOf(at: Instant, calendar: Calendar): { day: number; minutes: number } {
  const wall = calendar.wall(at);
  const day = Math.floor(wall / MILLISECONDS_A_DAY);
  const minutes = Math.floor((wall - day * MILLISECONDS_A_DAY) / 60_000);
  return { day, minutes: calendar.isBusinessDay(dayAt(day * MILLISECONDS_A_DAY)) ? minutes : 0 };
}

/** Business days from `from` (days since 1970) up to and without `to`. */
function businessDays(from: number, to: number, calendar: Calendar): number {
  const [first, end] = [dayAt(from * MILLISECONDS_A_DAY), dayAt(to * MILLISECONDS_A_DAY)];
  let count = weekdaysBefore(to) - weekdaysBefore(from);
  for (let year = Number(first.slice(0, 4)); year <= Number(end.slice(0, 4)); year += 1) {
    for (const day of calendar.specialDays(String(year)).keys()) {
      if (day < first || day >= end) continue;
      count += Number(calendar.isBusinessDay(day)) - Number(isWeekday(day));
    }
  }
  return count;
}

/** Mondays to Fridays before a day counted from 1970-01-01, a Thursday. */
function weekdaysBefore(day: number): number {
  const sinceMonday = day + 3;
  return Math.floor(sinceMonday / 7) * 5 + Math.min(sinceMonday - Math.floor(sinceMonday / 7) * 7, 5);
}
