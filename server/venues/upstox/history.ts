import type { Bar } from '../../../core/model/market.ts';
import { type Instant, instant } from '../../../core/model/time.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import type { BarRequest } from '../port.ts';
import type { CandlesRequest, Upstox } from './http.ts';
import type { BarRecord } from './parse/bar.ts';
import { dayAfter, dayOf } from './parse/time.ts';

/** Days of one request: a month up to fifteen minutes, a quarter beyond, a decade of days. */
const DAYS = { short: 28, long: 89, day: 3_600 };
/** Who asks for more asks for it in parts. */
const REQUESTS = 120;

interface Unit extends Pick<CandlesRequest, 'unit' | 'units'> {
  readonly days: number;
}

/** How Upstox calls a size of bars, and how much of it it gives at once. Throws a `VenueProblem` for a size that it has none of. */
function unitOf({ unit, units }: Pick<BarRequest, 'unit' | 'units'>): Unit {
  if (unit === 'minute' && units <= 300) return { unit: 'minutes', units, days: units <= 15 ? DAYS.short : DAYS.long };
  if (unit === 'hour' && units <= 5) return { unit: 'hours', units, days: DAYS.long };
  if (unit === 'day' && units === 1) return { unit: 'days', units, days: DAYS.day };
  throw new VenueProblem(`Upstox has no bars of ${units} ${unit}s. It has 1 to 300 minutes, 1 to 5 hours and one day.`);
}

/** Bars that began in the window, oldest first: of days that are over, window by window from the newest back, and of the day that is not. */
export async function barsOf(
  upstox: Pick<Upstox, 'candles'>,
  { key, now }: { readonly key: string; readonly now: Instant },
  { instrument, from, to, ...size }: BarRequest,
): Promise<readonly Bar[]> {
  const { days, ...unit } = unitOf(size);
  if (to <= from) return [];
  const bars = new Map<Instant, Bar>();
  const take = (found: readonly BarRecord[]): void => {
    for (const { t, o, h, l, c, v } of found)
      if (t >= from && t < to) bars.set(t, { instrument, tsStart: t, open: o, high: h, low: l, close: c, volume: v });
  };
  const today = dayOf(now);
  const first = dayOf(from);
  const last = dayOf(instant(to - 1));
  // the day is not among those that are over
  if (last >= today) take(await upstox.candles({ key, ...unit }));
  let end = last < today ? last : dayAfter(today, -1);
  for (let requests = 0; end >= first; requests += 1) {
    if (requests === REQUESTS)
      throw new VenueProblem(`There are too many bars of ${instrument} between these times. Ask for a shorter time.`);
    const earliest = dayAfter(end, 1 - days);
    const begin = earliest > first ? earliest : first;
    take(await upstox.candles({ key, ...unit, days: { from: begin, to: end } }));
    end = dayAfter(begin, -1);
  }
  return [...bars.values()].sort((a, b) => a.tsStart - b.tsStart);
}
