/** What the protocol has a client send again; anything else would fail again. */
export const isTransient = (status: number): boolean => [429, 502, 503, 504].includes(status);

const first = 1_000;
const longest = 60_000;

/** Milliseconds before the next attempt: any part of a time that doubles, so that many clients do not come at once, or what the server asked for. */
export function retryDelay(attempt: number, random: number, retryAfter: number | undefined): number {
  const step = Math.min(longest, first * 2 ** Math.min(attempt, 10));
  return Math.round(Math.min(5 * longest, Math.max(retryAfter ?? 0, random * step)));
}

/** `Retry-After` in milliseconds from now: seconds, or a date. */
export function retryAfterOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
