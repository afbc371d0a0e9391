import type { Bar, BookSnapshot, MarketTrade, Quote } from '../../core/model/market.ts';
import type { Price } from '../../core/model/price.ts';
import { type Instant, instant, MINUTE, SECOND } from '../../core/model/time.ts';
import type { BookState, LastPrice, StatusState, TapeState } from '../../core/topics.ts';

const TAPE_TRADES = 200;

/** What one instrument did in the current trade date, as far as the book itself does not say it. */
export class InstrumentMarket {
  readonly instrument: string;
  /** As the venue told last. */
  openInterest: number | undefined;
  quote: Quote | undefined;
  #last: LastPrice | undefined;
  #tape: MarketTrade[] = [];
  #trades = 0;
  #volume = 0;
  #volumeAt = new Map<Price, number>();
  #tsLast: Instant | undefined;
  #second = 0;
  #events = 0;
  #eventsBefore = 0;

  constructor(instrument: string) {
    this.instrument = instrument;
  }

  get last(): LastPrice | undefined {
    return this.#last;
  }

  /** A price from before the current trade date, or from before a restart. */
  seed(trade: MarketTrade): void {
    this.#last = trade;
  }

  trade(trade: MarketTrade): void {
    this.#last = trade;
    this.#tape.push(trade);
    if (this.#tape.length >= 2 * TAPE_TRADES) this.#tape = this.#tape.slice(-TAPE_TRADES);
    this.addVolume(trade.price, trade.quantity, 1);
  }

  /** A minute of which no single trade is known: all of it counts at its close. */
  bar(bar: Bar): void {
    this.#last = lastOf(bar);
    this.addVolume(bar.close, bar.volume, 0);
  }

  addVolume(price: Price, volume: number, trades: number): void {
    this.#trades += trades;
    this.#volume += volume;
    this.#volumeAt.set(price, (this.#volumeAt.get(price) ?? 0) + volume);
  }

  /** Trades of the current trade date from before a restart, oldest first; their volumes come by `addVolume`. */
  restoreTape(trades: readonly MarketTrade[]): void {
    this.#tape = trades.slice(-TAPE_TRADES);
  }

  event(at: Instant): void {
    this.#tsLast = at;
    this.#turnTo(at);
    this.#events += 1;
  }

  roll(): void {
    this.#tape = [];
    this.#trades = 0;
    this.#volume = 0;
    this.#volumeAt = new Map();
  }

  book(snapshot: BookSnapshot, now: Instant): BookState {
    this.#turnTo(now);
    return {
      snapshot,
      ...(this.#last ? { last: this.#last } : {}),
      volumeAt: this.#volumeAt,
      sessionVolume: this.#volume,
      ...(this.openInterest === undefined ? {} : { openInterest: this.openInterest }),
      eventsPerSecond: this.#eventsBefore,
    };
  }

  tape(): TapeState {
    const onlyBars = this.#last !== undefined && this.#last.aggressor === undefined;
    const trades = this.#tape.slice(-TAPE_TRADES).reverse();
    return { trades, total: this.#trades, ...(onlyBars ? { onlyBars } : {}) };
  }

  feed(now: Instant): StatusState['feeds'][number] {
    this.#turnTo(now);
    const { instrument } = this;
    return {
      instrument,
      ...(this.#tsLast === undefined ? {} : { tsLast: this.#tsLast }),
      eventsPerSecond: this.#eventsBefore,
    };
  }

  #turnTo(at: Instant): void {
    const second = Math.floor(at / SECOND);
    if (second <= this.#second) return;
    this.#eventsBefore = second === this.#second + 1 ? this.#events : 0;
    this.#events = 0;
    this.#second = second;
  }
}

/** What a bar leaves as the last price: its close, known when it is over. */
export const lastOf = ({ instrument, close, volume, tsStart }: Bar): LastPrice => ({
  instrument,
  price: close,
  quantity: volume,
  tsEvent: instant(tsStart + MINUTE),
});
