import type { Bar } from '../../../../core/model/market.ts';
import { DAY, type Instant, MINUTE } from '../../../../core/model/time.ts';
import { candleTime, dayOf, dayStart } from '../india.ts';
import { priceNumber } from '../numbers.ts';

export type Unit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months';

/** Minutes after midnight at which the day's first candle begins. */
const OPENS = 9 * 60 + 15;

export type Candle = readonly [string, number, number, number, number, number, number];

/** Candles of minutes, newest first. Each begins at its start by the clocks of India; those within a day are counted from the open. */
export function candlesOf(bars: readonly Bar[], unit: Unit, units: number): Candle[] {
  const candles: { start: Instant; bar: Bar }[] = [];
  for (const bar of bars) {
    const start = startOf(bar.tsStart, unit, units);
    const last = candles.at(-1);
    if (last?.start === start) last.bar = joined(last.bar, bar);
    else candles.push({ start, bar });
  }
  return candles.reverse().map(({ start, bar }) => candle(start, bar));
}

function joined(before: Bar, bar: Bar): Bar {
  return {
    ...before,
    high: bar.high > before.high ? bar.high : before.high,
    low: bar.low < before.low ? bar.low : before.low,
    close: bar.close,
    volume: (before.volume + bar.volume) as Bar['volume'],
  };
}

const candle = (start: Instant, { open, high, low, close, volume }: Bar): Candle => [
  candleTime(start),
  priceNumber(open),
  priceNumber(high),
  priceNumber(low),
  priceNumber(close),
  volume,
  0,
];

function startOf(at: Instant, unit: Unit, units: number): Instant {
  const day = dayStart(dayOf(at)) ?? at;
  switch (unit) {
    case 'minutes':
    case 'hours': {
      const width = units * (unit === 'hours' ? 60 : 1) * MINUTE;
      const open = day + OPENS * MINUTE;
      return (open + Math.floor((at - open) / width) * width) as Instant;
    }
    case 'days':
      return day;
    case 'weeks': {
      // the first of January 1970 was a Thursday
      const number = Math.floor((day + DAY / 2) / DAY);
      return (day - ((number + 3) % 7) * DAY) as Instant;
    }
    case 'months':
      return dayStart(`${dayOf(at).slice(0, 7)}-01`) ?? day;
  }
}
