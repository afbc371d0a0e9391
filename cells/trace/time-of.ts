import { type Instant, instant } from '../../core/model/time.ts';

/** The instant of a text with its zone, or of microseconds; null for an empty text, as an input gives it where nobody has chosen, undefined for anything else. */
export function timeOf(given: string | number): Instant | null | undefined {
  if (typeof given === 'number') return instant(given);
  if (given === '') return null;
  const read = /(?:Z|[+-]\d\d:\d\d)$/.test(given) ? Date.parse(given) : Number.NaN;
  return Number.isNaN(read) ? undefined : instant(read * 1_000);
}
