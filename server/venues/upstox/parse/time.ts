import { z } from 'zod';
import { DAY, HOUR, type Instant, instant, MILLISECOND, MINUTE } from '../../../../core/model/time.ts';

/** India has one zone and no summer time. */
const INDIA = 5 * HOUR + 30 * MINUTE;

const plain = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6})\d*)?$/;
const worded = /^(\d\d)-([A-Z][a-z]{2})-(\d{4}) (\d\d):(\d\d):(\d\d)$/;
const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2023-10-19 13:25:13` and `03-Aug-2017 15:03:42` are of India; `2023-10-19T15:15:00+05:30` says its zone. Undefined for anything else. */
export function instantOf(text: string): Instant | undefined {
  if (zoned.test(text)) {
    const at = Date.parse(text) * MILLISECOND;
    return Number.isNaN(at) ? undefined : instant(at);
  }
  const [, year, month, day, hour, minute, second, fraction = ''] = plain.exec(text) ?? [];
  if (year !== undefined) return of([year, month, day, hour, minute, second], fraction);
  const [, dayOf, word = '', yearOf, hourOf, minuteOf, secondOf] = worded.exec(text) ?? [];
  return of([yearOf, String(months.indexOf(word) + 1), dayOf, hourOf, minuteOf, secondOf], '');
}

function of(parts: readonly (string | undefined)[], fraction: string): Instant | undefined {
  const [year = '', month = '', day = '', hour = '', minute = '', second = ''] = parts.map((each) =>
    each?.padStart(2, '0'),
  );
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const at = Date.parse(`${text}Z`);
  // a day that no month has is the next month's in this parser
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 19) !== text) return undefined;
  return instant(at * MILLISECOND - INDIA + Number(fraction.padEnd(6, '0')));
}

export const jsonInstant = z.string().transform((text, context): Instant => {
  const at = instantOf(text);
  if (at !== undefined) return at;
  context.issues.push({ code: 'custom', message: 'is no time', input: text });
  return z.NEVER;
});

/** `YYYY-MM-DD` of India. */
export const dayOf = (at: Instant): string => new Date((at + INDIA) / MILLISECOND).toISOString().slice(0, 10);

/** The first instant of a day of India. */
export const startOf = (day: string): Instant => instant(Date.parse(`${day}T00:00:00Z`) * MILLISECOND - INDIA);

/** So many days later, or before. */
export const dayAfter = (day: string, days: number): string => dayOf(instant(startOf(day) + days * DAY));

/** A token ends at 03:30 of the day, or of the next one, whenever it was made. */
export function tokenEnd(made: Instant): Instant {
  const end = startOf(dayOf(made)) + 3 * HOUR + 30 * MINUTE;
  return instant(made < end ? end : end + DAY);
}
