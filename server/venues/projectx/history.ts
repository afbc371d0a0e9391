import type { Bar } from '../../../core/model/market.ts';
import { type Instant, instant } from '../../../core/model/time.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import type { BarRequest } from '../port.ts';
import type { Gateway } from './http.ts';
import { isoOf } from './parse/instant.ts';

export const unitNumbers: Readonly<Record<BarRequest['unit'], number>> = { second: 1, minute: 2, hour: 3, day: 4 };

/** The most that the gateway gives at once: the newest of the window. */
const MOST = 20_000;
/** Two million bars; who asks for more asks for them in parts. */
const WINDOWS = 100;

/** Bars of a contract that began in the window, oldest first, fetched from the newest back as often as it takes. */
export async function barsOf(
  gateway: Pick<Gateway, 'bars'>,
  { contractId, live }: { readonly contractId: string; readonly live: boolean },
  { instrument, unit, units, from, to }: BarRequest,
): Promise<readonly Bar[]> {
  const bars = new Map<Instant, Bar>();
  let end = to;
  for (let windows = 0; end > from; windows += 1) {
    if (windows === WINDOWS)
      throw new VenueProblem(`There are too many bars of ${instrument} between these times. Ask for a shorter time.`);
    const found = await gateway.bars({
      contractId,
      live,
      startTime: isoOf(from),
      endTime: isoOf(end),
      unit: unitNumbers[unit],
      unitNumber: units,
      limit: MOST,
      includePartialBar: false,
    });
    let oldest = end;
    for (const { t, o, h, l, c, v } of found) {
      if (t < oldest) oldest = t;
      if (t >= from && t < to) bars.set(t, { instrument, tsStart: t, open: o, high: h, low: l, close: c, volume: v });
    }
    if (found.length < MOST || oldest === end) break;
    end = instant(oldest);
  }
  return [...bars.values()].sort((a, b) => a.tsStart - b.tsStart);
}
