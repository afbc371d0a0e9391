import { fullJitter } from '../calls/retry.ts';

/** What the protocol has a client send again; anything else would fail again. */
export const isTransient = (status: number): boolean => [429, 502, 503, 504].includes(status);

const backOff = { first: 1_000, longest: 60_000 };

/** Milliseconds before the next attempt, or what the server asked for. */
export const retryDelay = (attempt: number, random: number, retryAfter: number | undefined): number =>
  Math.min(5 * backOff.longest, Math.max(retryAfter ?? 0, fullJitter(attempt, random, backOff)));
