import type { Instrument } from '../../model/instrument.ts';
import type { BookLevel, BookSnapshot, Quote } from '../../model/market.ts';
import type { Price } from '../../model/price.ts';
import type { Quantity } from '../../model/quantity.ts';
import type { Instant } from '../../model/time.ts';
import { OrderBook } from './book.ts';
import type { TradingHours } from './hours.ts';
import { Matching, type MatchingOptions } from './matching.ts';
import type { OwnOrder } from './own-order.ts';
import type { BookSide } from './side.ts';
import { Stops } from './stops.ts';

/** One instrument of the paper venue: its book, and what was last said about its touch. */
export class Market {
  readonly instrument: Instrument;
  readonly book = new OrderBook();
  readonly stops = new Stops();
  readonly matching: Matching;
  /** Stops that a trade has woken, in the order in which they come to the book. */
  readonly woken: OwnOrder[] = [];
  /** When it trades; always, where there are none. */
  readonly hours: TradingHours | undefined;
  /** Tick of the last trade, or where the market was opened; undefined in a market that has seen neither. */
  lastTick: number | undefined;
  #changedAt: Instant;
  readonly #emit: MatchingOptions['emit'];
  readonly #quoted: { bid: number | undefined; bidSize: number; ask: number | undefined; askSize: number } = {
    bid: undefined,
    bidSize: 0,
    ask: undefined,
    askSize: 0,
  };

  constructor(instrument: Instrument, at: Instant, matching: MatchingOptions, hours?: TradingHours) {
    this.instrument = instrument;
    this.matching = new Matching(this, matching);
    this.hours = hours;
    this.#changedAt = at;
    this.#emit = matching.emit;
  }

  price(tick: number): Price {
    return (tick * this.instrument.tick) as Price;
  }

  /** The last traded price, or where the market was opened. */
  get last(): Price | undefined {
    return this.lastTick === undefined ? undefined : this.price(this.lastTick);
  }

  /** Says that the book is another one, and the touch where it differs from the one said last. */
  changed(at: Instant): void {
    this.#changedAt = at;
    const quote = this.#changedQuote(at);
    if (quote !== undefined) this.#emit({ type: 'quote', quote });
    this.#emit({ type: 'depth', instrument: this.instrument.id });
  }

  #changedQuote(at: Instant): Quote | undefined {
    const { best: bid } = this.book.bids;
    const { best: ask } = this.book.asks;
    const last = this.#quoted;
    if (
      last.bid === bid?.tick &&
      last.ask === ask?.tick &&
      last.bidSize === (bid?.quantity ?? 0) &&
      last.askSize === (ask?.quantity ?? 0)
    )
      return undefined;
    last.bid = bid?.tick;
    last.bidSize = bid?.quantity ?? 0;
    last.ask = ask?.tick;
    last.askSize = ask?.quantity ?? 0;
    return {
      instrument: this.instrument.id,
      ...(bid && { bid: this.price(bid.tick) }),
      bidSize: (bid?.quantity ?? 0) as Quantity,
      ...(ask && { ask: this.price(ask.tick) }),
      askSize: (ask?.quantity ?? 0) as Quantity,
      tsEvent: at,
    };
  }

  depth(levels: number): BookSnapshot {
    return {
      instrument: this.instrument.id,
      bids: this.#top(this.book.bids, levels),
      asks: this.#top(this.book.asks, levels),
      tsEvent: this.#changedAt,
    };
  }

  /** Middle of the touch, else the one side there is, else the last trade; in ticks. */
  reference(): number | undefined {
    const bid = this.book.bids.best?.tick;
    const ask = this.book.asks.best?.tick;
    if (bid !== undefined && ask !== undefined) return (bid + ask) / 2;
    return bid ?? ask ?? this.lastTick;
  }

  #top(side: BookSide, levels: number): BookLevel[] {
    const top: BookLevel[] = [];
    for (let i = side.levels.length - 1; i >= 0 && top.length < levels; i--) {
      const level = side.levels[i]!;
      top.push({ price: this.price(level.tick), quantity: level.quantity as Quantity });
    }
    return top;
  }
}
