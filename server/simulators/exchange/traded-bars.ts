import { minuteOf } from '../../../core/calendar/session.ts';
import type { Bar, MarketTrade } from '../../../core/model/market.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import type { Instant } from '../../../core/model/time.ts';

/** One-minute bars of what has traded in one instrument. */
export class TradedBars {
  readonly #bars: Bar[] = [];

  add({
    instrument,
    price,
    quantity,
    tsEvent,
  }: Pick<MarketTrade, 'instrument' | 'price' | 'quantity' | 'tsEvent'>): void {
    const tsStart = minuteOf(tsEvent);
    const last = this.#bars.at(-1);
    if (last?.tsStart === tsStart) {
      this.#bars[this.#bars.length - 1] = {
        ...last,
        high: price > last.high ? price : last.high,
        low: price < last.low ? price : last.low,
        close: price,
        volume: (last.volume + quantity) as Quantity,
      };
    } else {
      this.#bars.push({ instrument, tsStart, open: price, high: price, low: price, close: price, volume: quantity });
    }
  }

  /** Those that begin in `[from, to)`, oldest first. */
  between(from: Instant, to: Instant): readonly Bar[] {
    return this.#bars.filter(({ tsStart }) => tsStart >= from && tsStart < to);
  }
}

/** What followed from an underlying and what has traded by itself, minute by minute. */
export function joined(followed: readonly Bar[], traded: readonly Bar[]): readonly Bar[] {
  const bars = new Map(followed.map((bar) => [bar.tsStart, bar]));
  for (const bar of traded) {
    const same = bars.get(bar.tsStart);
    bars.set(bar.tsStart, same ? both(same, bar) : bar);
  }
  return [...bars.values()].sort((a, b) => a.tsStart - b.tsStart);
}

const both = (followed: Bar, traded: Bar): Bar => ({
  ...followed,
  high: Math.max(followed.high, traded.high) as Price,
  low: Math.min(followed.low, traded.low) as Price,
  close: traded.close,
  volume: (followed.volume + traded.volume) as Quantity,
});
