import { z } from 'zod';
import { type Instant, instant, MILLISECOND, MINUTE } from '../../../../core/model/time.ts';

/** India has had one clock, without summer time, since 1945. */
export const INDIA = 330 * MINUTE;

const shape = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\+05:?30)?$/;

/** A time as Kite writes it, of India whether it says so or not. */
export function instantOf(text: string): Instant | undefined {
  const [, day, time] = shape.exec(text) ?? [];
  const at = day === undefined ? Number.NaN : Date.parse(`${day}T${time}+05:30`) * MILLISECOND;
  return Number.isSafeInteger(at) ? (at as Instant) : undefined;
}

export const jsonInstant = z.string().transform((text, context): Instant => {
  const at = instantOf(text);
  if (at !== undefined) return at;
  context.issues.push({ code: 'custom', message: 'is no time of India', input: text });
  return z.NEVER;
});

/** `2025-07-18 15:00:01`, as clocks of India show it. */
export const indiaTime = (at: Instant): string =>
  new Date((instant(at) + INDIA) / MILLISECOND).toISOString().slice(0, 19).replace('T', ' ');

/** `2025-07-18`, as calendars of India show it. */
export const indiaDay = (at: Instant): string => indiaTime(at).slice(0, 10);
