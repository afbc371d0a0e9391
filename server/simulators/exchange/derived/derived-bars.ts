import type { Bar } from '../../../../core/model/market.ts';
import { PRICE_UNITS_PER_POINT, type Price, priceFromTicks } from '../../../../core/model/price.ts';
import type { Quantity } from '../../../../core/model/quantity.ts';
import { type Instant, MINUTE } from '../../../../core/model/time.ts';
import { Random } from '../../../../core/random.ts';
import type { Worth } from './worth.ts';

/** Lots that change hands in a minute near the money. */
const BUSY = 60;

/** What a future or an option would have traded at while its underlying did what the bars say; the same bars give the same. */
export function derivedBars(worth: Worth, bars: readonly Bar[]): readonly Bar[] {
  const { id, tick, option, lot = 1 } = worth.instrument;
  const seed = new Random(id);
  const isPut = option?.right === 'put';
  return bars.map(({ tsStart, open, high, low, close }) => {
    const spot = close / PRICE_UNITS_PER_POINT;
    const end = (tsStart + MINUTE) as Instant;
    const at = (price: Price, when: Instant): Price =>
      priceFromTicks(Math.max(1, Math.round(worth.ticks(price / PRICE_UNITS_PER_POINT, when))), tick);
    const prices = [
      at(open, tsStart),
      at(isPut ? low : high, end),
      at(isPut ? high : low, end),
      at(close, end),
    ] as const;
    const lots = seed.fork(String(tsStart)).exponential(BUSY * Math.exp(-worth.distance(spot, tsStart)));
    return {
      instrument: id,
      tsStart,
      open: prices[0],
      high: Math.max(...prices) as Price,
      low: Math.min(...prices) as Price,
      close: prices[3],
      volume: (Math.floor(lots) * lot) as Quantity,
    };
  });
}

/** One bar of those that begin together, by when the coarser one of each begins. */
export function coarser(bars: readonly Bar[], startOf: (at: Instant) => Instant): readonly Bar[] {
  const coarse: Bar[] = [];
  for (const bar of bars) {
    const tsStart = startOf(bar.tsStart);
    const last = coarse.at(-1);
    if (last?.tsStart !== tsStart) {
      coarse.push({ ...bar, tsStart });
      continue;
    }
    coarse[coarse.length - 1] = {
      ...last,
      high: Math.max(last.high, bar.high) as Price,
      low: Math.min(last.low, bar.low) as Price,
      close: bar.close,
      volume: (last.volume + bar.volume) as Quantity,
    };
  }
  return coarse;
}
