import { type Instant, MILLISECOND, SECOND } from '../../../core/model/time.ts';

/** India has been five and a half hours ahead of UTC the whole year round since 1945. */
const AHEAD_SECONDS = 19_800;
const AHEAD = AHEAD_SECONDS * SECOND;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What the clocks of India show, as ISO 8601 without a zone. */
const clockText = (at: Instant): string => new Date((at + AHEAD) / MILLISECOND).toISOString().slice(0, 23);

/** `2026-11-21` */
export const dayOf = (at: Instant): string => clockText(at).slice(0, 10);

/** `2026-11-21 09:15:00`, of orders. */
export const orderTime = (at: Instant): string => clockText(at).slice(0, 19).replace('T', ' ');

/** `21-Nov-2026 09:15:00`, of trades. */
export function tradeTime(at: Instant): string {
  const text = clockText(at);
  const month = months[Number(text.slice(5, 7)) - 1] ?? '';
  return `${text.slice(8, 10)}-${month}-${text.slice(0, 4)} ${text.slice(11, 19)}`;
}

/** `2026-11-21T09:15:00.123+05:30`, of quotes. */
export const quoteTime = (at: Instant): string => `${clockText(at)}+05:30`;

/** `2026-11-21T09:15:00+05:30`, of candles. */
export const candleTime = (at: Instant): string => `${clockText(at).slice(0, 19)}+05:30`;

/** Midnight in India at which a day begins; undefined for a text that is no day. */
export function dayStart(day: string): Instant | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const at = Date.parse(`${day}T00:00:00+05:30`);
  return Number.isNaN(at) || dayOf((at * MILLISECOND) as Instant) !== day ? undefined : ((at * MILLISECOND) as Instant);
}

/** The first time after `at` at which the clocks of India show so many minutes after midnight. */
export function nextTime(at: Instant, minutes: number): Instant {
  const day = 86_400 * SECOND;
  const time = minutes * 60 * SECOND;
  const midnight = Math.floor((at + AHEAD) / day) * day - AHEAD;
  const today = midnight + time;
  return (today > at ? today : today + day) as Instant;
}
