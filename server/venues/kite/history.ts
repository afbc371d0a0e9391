import type { Bar } from '../../../core/model/market.ts';
import { DAY, type Instant, instant } from '../../../core/model/time.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import type { BarRequest } from '../port.ts';
import type { Kite } from './http.ts';
import { indiaTime } from './parse/instant.ts';

/** What Kite calls its bars, and the most days of them that one call gives. */
const intervals: Readonly<Record<string, { readonly interval: string; readonly days: number }>> = {
  '1 minute': { interval: 'minute', days: 60 },
  '3 minute': { interval: '3minute', days: 100 },
  '5 minute': { interval: '5minute', days: 100 },
  '10 minute': { interval: '10minute', days: 100 },
  '15 minute': { interval: '15minute', days: 200 },
  '30 minute': { interval: '30minute', days: 200 },
  '60 minute': { interval: '60minute', days: 400 },
  '1 hour': { interval: '60minute', days: 400 },
  '1 day': { interval: 'day', days: 2_000 },
};

/** Bars of an instrument that began in the time, oldest first, in as many calls as their spans take. Rejects with a `VenueProblem` for bars that Kite does not have. */
export async function barsOf(
  kite: Pick<Kite, 'candles'>,
  token: number,
  { instrument, unit, units, from, to }: BarRequest,
): Promise<readonly Bar[]> {
  const known = intervals[`${units} ${unit}`];
  if (known === undefined)
    throw new VenueProblem(
      `Kite has no bars of ${units} ${unit}${units === 1 ? '' : 's'}; it has those of 1, 3, 5, 10, 15, 30 and 60 minutes and of a day.`,
    );
  const bars = new Map<Instant, Bar>();
  for (let begin = from; begin < to; begin = instant(begin + known.days * DAY)) {
    const end = instant(Math.min(to, begin + known.days * DAY));
    const query = { from: indiaTime(begin), to: indiaTime(end) };
    for (const { tsStart, ...prices } of await kite.candles(token, known.interval, query))
      if (tsStart >= from && tsStart < to) bars.set(tsStart, { instrument, tsStart, ...prices });
  }
  return [...bars.values()].sort((a, b) => a.tsStart - b.tsStart);
}
