import { IANAZone } from 'luxon';
import { parseDay } from '../../core/calendar/business-day.ts';
import { localInstant } from '../../core/calendar/local-time.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Reads `2025-07-22`, `20250722`, `2025/07/22`, `07/22/2025`, `22-Jul-2025` and `22Jul25`; the American order, as the exchange's files have it. */
export function readDay(text: string): TradeDate {
  const iso = /^(\d{4})([-/]?)(\d\d)\2(\d\d)$/.exec(text);
  if (iso) return dayOf(text, iso[1]!, iso[3]!, iso[4]!);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (american) return dayOf(text, american[3]!, american[1]!, american[2]!);
  const named = /^(\d{1,2})[- ]?([A-Za-z]{3})[- ]?(\d{4}|\d\d)$/.exec(text);
  const month = named ? monthNames.indexOf(named[2]!.toLowerCase()) + 1 : 0;
  if (named && month > 0) return dayOf(text, named[3]!, String(month), named[1]!);
  throw new Error('is no date: write 2025-07-22 or 07/22/2025');
}

/** A year of two digits is of this century. */
function dayOf(text: string, year: string, month: string, day: string): TradeDate {
  const found = parseDay(`${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  if (!found) throw new Error(`${text} is not on the calendar`);
  return found;
}

/** Reads `14:30`, `14:30:07` and `14:30:07.123456789`, with AM or PM where somebody writes so, as a time of 24 hours. */
export function readTimeOfDay(text: string): string {
  const match = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*([AaPp][Mm])?$/.exec(text);
  if (!match) throw new Error('is no time of day: write 14:30:07.123');
  const [, hours = '', minute = '', second = '00', fraction = '0', half] = match;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hours);
  const isOff = hour > 23 || Number(minute) > 59 || Number(second) > 59 || (half && Number(hours) > 12);
  if (isOff) throw new Error('is not on the clock');
  return `${String(hour).padStart(2, '0')}:${minute}:${second}.${fraction}`;
}

/** The instant of a wall clock, cut to microseconds. Throws for a time that the zone's clocks skip or show twice. */
export const instantOf = (day: TradeDate, time: string, zone: string): Instant => localInstant(zone, `${day} ${time}`);

export const isZone = (zone: string): boolean => IANAZone.isValidZone(zone);
