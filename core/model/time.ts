import type { Brand } from './brand.ts';

/** Microseconds since 1970-01-01T00:00:00Z, an integer; exact in a double until the year 2255. */
export type Instant = Brand<number, 'Instant'>;

export const MILLISECOND = 1_000;
export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Takes whole microseconds; fractions are cut, never rounded up into the future. */
export const instant = (microseconds: number): Instant => Math.floor(microseconds) as Instant;
export const fromMilliseconds = (milliseconds: number): Instant => instant(milliseconds * MILLISECOND);
export const toMilliseconds = (at: Instant): number => at / MILLISECOND;

/** A calendar day `YYYY-MM-DD`; as a trade date, the exchange's day that an instant belongs to. */
export type TradeDate = Brand<string, 'TradeDate'>;
