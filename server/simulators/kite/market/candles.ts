import { DAY, type Instant, MINUTE } from '../../../../core/model/time.ts';
import { coarser } from '../../exchange/derived/derived-bars.ts';
import type { SimulatedExchange } from '../../port.ts';
import { badInput } from '../errors.ts';
import type { Listed } from '../listing.ts';
import { candleTime, dayStart, instantOf, rupees } from '../numbers.ts';

/** Minutes of a candle, and days that one call may span. Source of the spans: the vendor's forum; a longer one is refused. */
const intervals: Readonly<Record<string, { readonly minutes: number; readonly days: number }>> = {
  minute: { minutes: 1, days: 60 },
  '3minute': { minutes: 3, days: 100 },
  '5minute': { minutes: 5, days: 100 },
  '10minute': { minutes: 10, days: 100 },
  '15minute': { minutes: 15, days: 200 },
  '30minute': { minutes: 30, days: 200 },
  '60minute': { minutes: 60, days: 400 },
  day: { minutes: 0, days: 2_000 },
};

/** Candles of a session begin at its open, and at round times of the clock where it has none. */
const OPEN = 9 * 60 + 15;

export interface CandlesAsked {
  readonly interval: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly continuous: string | undefined;
  readonly oi: string | undefined;
}

/** `[timestamp, open, high, low, close, volume]`, and open interest where it is asked for, oldest first. Throws a `KiteError`. */
export function candlesOf(listed: Listed, asked: CandlesAsked, exchange: SimulatedExchange): readonly unknown[][] {
  const interval = intervals[asked.interval];
  if (interval === undefined) throw badInput('invalid interval');
  const from = instantOf(asked.from ?? '');
  const to = instantOf(asked.to ?? '');
  if (from === undefined) throw badInput('invalid from date');
  if (to === undefined) throw badInput('invalid to date');
  if (to < from) throw badInput('from date cannot be after to date');
  if (to - from > interval.days * DAY) throw badInput(`interval exceeds max limit: ${interval.days} days`);
  const { id, calculated } = listed.instrument;
  if (asked.continuous === '1' && (listed.type !== 'FUT' || asked.interval !== 'day'))
    throw badInput('continuous data is of futures and of days alone');
  const start = interval.minutes === 0 ? dayStart(from) : from;
  // both ends are in it
  const bars = exchange.bars(id, start, (to + 1) as Instant);
  const oi = asked.oi === '1' ? (exchange.openInterest(id)?.now ?? 0) : undefined;
  return coarser(bars, (at) => startOf(at, interval.minutes)).map(({ tsStart, open, high, low, close, volume }) => [
    candleTime(tsStart),
    ...[open, high, low, close].map(rupees),
    calculated ? 0 : volume,
    ...(oi === undefined ? [] : [oi]),
  ]);
}

/** The first instant of the candle that a minute is of; of the whole day for no minutes. */
function startOf(at: Instant, minutes: number): Instant {
  const midnight = dayStart(at);
  if (minutes === 0) return midnight;
  const into = Math.floor((at - midnight) / MINUTE) - OPEN;
  return (midnight + (Math.floor(into / minutes) * minutes + OPEN) * MINUTE) as Instant;
}
