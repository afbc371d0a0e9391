import { IANAZone } from 'luxon';
import { parseDay } from '../../core/calendar/business-day.ts';
import { localInstant } from '../../core/calendar/local-time.ts';
import { type Instant, instant, MILLISECOND } from '../../core/model/time.ts';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

/** Reads `2025-07-22`, `20250722`, `2025/07/22`, `07/22/2025`, `22-Jul-2025` and `22Jul25`; the American order, as the exchange's files have it. */
export function readDay(text: string): Day {
  const iso = /^(\d{4})([-/]?)(\d\d)\2(\d\d)$/.exec(text);
  if (iso) return checkedDay(text, Number(iso[1]), Number(iso[3]), Number(iso[4]));
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (american) return checkedDay(text, Number(american[3]), Number(american[1]), Number(american[2]));
  const named = /^(\d{1,2})[- ]?([A-Za-z]{3})[- ]?(\d{4}|\d\d)$/.exec(text);
  const month = named ? monthNames.indexOf(named[2]!.toLowerCase()) + 1 : 0;
  if (named && month > 0) return checkedDay(text, fullYear(named[3]!), month, Number(named[1]));
  throw new Error('is no date: write 2025-07-22 or 07/22/2025');
}

const fullYear = (digits: string): number => (digits.length === 4 ? Number(digits) : 2_000 + Number(digits));

function checkedDay(text: string, year: number, month: number, day: number): Day {
  if (!parseDay(dayText({ year, month, day }))) throw new Error(`${text} is not on the calendar`);
  return { year, month, day };
}

/** `YYYY-MM-DD`. */
export const dayText = ({ year, month, day }: Day): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Reads `14:30`, `14:30:07` and `14:30:07.123456789` (cut to microseconds), with AM or PM where somebody writes so. */
export function readTimeOfDay(text: string): TimeOfDay {
  const match = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*([AaPp][Mm])?$/.exec(text);
  if (!match) throw new Error('is no time of day: write 14:30:07.123');
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half] = match;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hours);
  const [minute, second] = [Number(minutes), Number(seconds)];
  if (hour > 23 || minute > 59 || second > 59 || (half && Number(hours) > 12)) throw new Error('is not on the clock');
  return { hour, minute, second, microsecond: Number(fraction.padEnd(6, '0').slice(0, 6)) };
}

/** The instant of a wall clock. Throws for a time that the zone's clocks skip or show twice. */
export function instantOf(day: Day, { hour, minute, second, microsecond }: TimeOfDay, zone: string): Instant {
  if (zone === 'UTC') {
    const milliseconds = Date.UTC(day.year, day.month - 1, day.day, hour, minute, second);
    return instant(milliseconds * MILLISECOND + microsecond);
  }
  const time = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
  return localInstant(zone, `${dayText(day)} ${time}.${String(microsecond).padStart(6, '0')}`);
}

export const isZone = (zone: string): boolean => IANAZone.isValidZone(zone);
