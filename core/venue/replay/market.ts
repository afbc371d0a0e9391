import type { Instrument } from '../../model/instrument.ts';
import type { BookSnapshot, MarketTrade, Quote } from '../../model/market.ts';
import type { Price } from '../../model/price.ts';
import type { Quantity } from '../../model/quantity.ts';
import type { Instant } from '../../model/time.ts';
import type { ReplayEvent } from '../../replay/event.ts';
import type { VenueEvent } from '../port.ts';
import type { BarEvent, Rules } from './rules.ts';
import { ShownBook } from './shown-book.ts';
import type { WorkingOrders } from './working-orders.ts';

/** One instrument of a recording, as it was at the instant the recording stands at. */
export class ReplayMarket {
  readonly instrument: Instrument;
  readonly own: WorkingOrders;
  readonly shown = new ShownBook();
  readonly rules: Rules;
  last: Price | undefined;
  readonly #depth: VenueEvent;
  #tsShown: Instant | undefined;

  constructor(instrument: Instrument, own: WorkingOrders, rules: (market: ReplayMarket) => Rules) {
    this.instrument = instrument;
    this.own = own;
    this.rules = rules(this);
    this.#depth = { type: 'depth', instrument: instrument.id };
  }

  /** Lets one event happen: the market tells it before own orders feel it. */
  play(event: ReplayEvent, emit: (event: VenueEvent) => void): void {
    const at = event.tsEvent;
    switch (event.type) {
      case 'trade':
        emit(event);
        this.#trade(event.trade, at);
        return;
      case 'quote':
        emit(event);
        this.#quote(event.quote, at);
        return;
      case 'depth':
        emit(this.#depth);
        this.shown.change(event.snapshot, event.changes);
        if (!this.shown.isWhole) return;
        this.#tsShown = at;
        this.rules.shown(at);
        return;
      case 'bar':
        this.#bar(event, emit);
        return;
      case 'gap':
        this.shown.lose(event.about);
        this.#tsShown = undefined;
        emit(this.#depth);
    }
  }

  /** The newest that was shown, at most `levels` a side; undefined where nothing was, or where it is not to be trusted. */
  depth(levels: number): BookSnapshot | undefined {
    if (this.#tsShown === undefined) return undefined;
    const { bids, asks } = this.shown;
    const { id } = this.instrument;
    return { instrument: id, bids: bids.top(levels), asks: asks.top(levels), tsEvent: this.#tsShown };
  }

  /** Middle of the touch, else the one side there is, else the last trade. */
  reference(): number | undefined {
    const bid = this.shown.bids.best?.price;
    const ask = this.shown.asks.best?.price;
    if (bid !== undefined && ask !== undefined) return (bid + ask) / 2;
    return bid ?? ask ?? this.last;
  }

  /** A price that nothing traded at moves no order. */
  #trade(trade: MarketTrade, at: Instant): void {
    if (trade.quantity === 0) return;
    this.last = trade.price;
    this.rules.trade(trade, at);
  }

  #quote(quote: Quote, at: Instant): void {
    this.shown.quote(quote);
    if (!this.shown.isWhole) this.#tsShown = at;
    this.rules.shown(at);
  }

  /** What stood at the end of a bar is shown as a quote; where only bars were recorded no order is matched against it. */
  #bar(bar: BarEvent, emit: (event: VenueEvent) => void): void {
    const { trades, bid, ask, instrument, tsEvent } = bar;
    if (trades !== undefined) {
      emit({ type: 'bar', bar: trades });
      this.last = trades.close;
    }
    if (bid !== undefined || ask !== undefined) {
      const quote: Quote = {
        instrument,
        ...(bid && { bid: bid.close }),
        bidSize: bid?.size ?? (0 as Quantity),
        ...(ask && { ask: ask.close }),
        askSize: ask?.size ?? (0 as Quantity),
        tsEvent,
      };
      emit({ type: 'quote', quote });
      this.#quote(quote, tsEvent);
    }
    this.rules.bar(bar, tsEvent);
  }
}
