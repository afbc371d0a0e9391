import type { Bar } from '../../../core/model/market.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../../core/model/time.ts';
import { BarUnit } from './codes.ts';
import { priceNumber, timestamp } from './numbers.ts';

export interface BarRow {
  readonly t: string;
  readonly o: number;
  readonly h: number;
  readonly l: number;
  readonly c: number;
  readonly v: number;
}

export const MOST_BARS = 20_000;

export const isUnit = (unit: number): boolean => Object.values(BarUnit).some((each) => each === unit);

const FIRST_MONDAY = 4 * DAY;

/** The half-open stretch of a bar that an instant is in: whole units of UTC, weeks from Monday, months by the calendar. */
export function barAround(
  at: Instant,
  unit: number,
  units: number,
): { readonly start: Instant; readonly end: Instant } {
  if (unit === BarUnit.month) {
    const date = new Date(at / 1_000);
    const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
    const first = month - (month % units);
    const begin = (months: number) => (Date.UTC(Math.floor(months / 12), months % 12) * 1_000) as Instant;
    return { start: begin(first), end: begin(first + units) };
  }
  const lengths: Readonly<Record<number, number>> = {
    [BarUnit.second]: SECOND,
    [BarUnit.minute]: MINUTE,
    [BarUnit.hour]: HOUR,
    [BarUnit.day]: DAY,
    [BarUnit.week]: 7 * DAY,
  };
  const length = (lengths[unit] ?? MINUTE) * units;
  const origin = unit === BarUnit.week ? FIRST_MONDAY : 0;
  const start = (Math.floor((at - origin) / length) * length + origin) as Instant;
  return { start, end: (start + length) as Instant };
}

/** Bars of many out of finer ones, both oldest first. */
export function joinBars(bars: readonly Bar[], unit: number, units: number): Bar[] {
  const joined: Bar[] = [];
  for (const bar of bars) {
    const { start } = barAround(bar.tsStart, unit, units);
    const open = joined.at(-1);
    if (open?.tsStart !== start) {
      joined.push({ ...bar, tsStart: start });
      continue;
    }
    joined[joined.length - 1] = {
      ...open,
      high: bar.high > open.high ? bar.high : open.high,
      low: bar.low < open.low ? bar.low : open.low,
      close: bar.close,
      volume: (open.volume + bar.volume) as Quantity,
    };
  }
  return joined;
}

export interface BarsWanted {
  readonly from: Instant;
  readonly to: Instant;
  readonly unit: number;
  readonly units: number;
  readonly limit: number;
  readonly partial: boolean;
  readonly now: Instant;
}

/** The newest bars of a window, newest first, as the gateway answers; the one that is forming only where it is wanted. */
export function barRows(bars: readonly Bar[], { from, to, unit, units, limit, partial, now }: BarsWanted): BarRow[] {
  return joinBars(bars, unit, units)
    .filter(({ tsStart }) => tsStart >= from && tsStart < to)
    .filter(({ tsStart }) => partial || barAround(tsStart, unit, units).end <= now)
    .slice(-Math.min(limit, MOST_BARS))
    .reverse()
    .map(({ tsStart, open, high, low, close, volume }) => ({
      t: timestamp(tsStart),
      o: priceNumber(open),
      h: priceNumber(high),
      l: priceNumber(low),
      c: priceNumber(close),
      v: volume,
    }));
}
