import { minuteOf } from '../../core/calendar/session.ts';
import type { Bar, MarketTrade } from '../../core/model/market.ts';
import { quantity } from '../../core/model/quantity.ts';
import { type Instant, MINUTE } from '../../core/model/time.ts';

/** Bars of the minute at hand, made from trades; a bar is complete when its minute is over. */
export class MinuteBars {
  readonly #bars = new Map<string, Bar>();

  /** Takes a trade and gives the bar that it completes, if it is the first of a later minute. */
  add(trade: MarketTrade): Bar | undefined {
    const tsStart = minuteOf(trade.tsEvent);
    const bar = this.#bars.get(trade.instrument);
    if (bar !== undefined && bar.tsStart >= tsStart) {
      this.#bars.set(trade.instrument, extend(bar, trade));
      return undefined;
    }
    const { instrument, price } = trade;
    const begun = { instrument, tsStart, open: price, high: price, low: price, close: price, volume: trade.quantity };
    this.#bars.set(instrument, begun);
    return bar;
  }

  /** Takes out the bars whose minute is over at `now`. */
  complete(now: Instant): readonly Bar[] {
    const over = [...this.#bars.values()].filter((bar) => bar.tsStart + MINUTE <= now);
    for (const { instrument } of over) this.#bars.delete(instrument);
    return over;
  }
}

/** Written out, since a spread costs ten times as much and this happens at each trade. */
const extend = (bar: Bar, { price, quantity: traded }: MarketTrade): Bar => ({
  instrument: bar.instrument,
  tsStart: bar.tsStart,
  open: bar.open,
  high: price > bar.high ? price : bar.high,
  low: price < bar.low ? price : bar.low,
  close: price,
  volume: quantity(bar.volume + traded),
});
