export interface BackOff {
  /** The most before the second attempt; it doubles with each. */
  readonly first: number;
  readonly longest: number;
}

/** Milliseconds before the next attempt (from 0): any part of a time that doubles, so that many callers do not come back at once. */
export const fullJitter = (attempt: number, random: number, { first, longest }: BackOff): number =>
  Math.round(random * Math.min(longest, first * 2 ** Math.min(attempt, 20)));

/** `Retry-After` in milliseconds from now (milliseconds since 1970, by the clock of who answered if it told): seconds, or a date. */
export function retryAfterOf(header: string | null | undefined, now: number): number | undefined {
  if (header === null || header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
