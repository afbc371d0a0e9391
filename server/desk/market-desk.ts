import type { Bus } from '../../core/bus.ts';
import type { Bar, BookSnapshot, MarketTrade, Quote } from '../../core/model/market.ts';
import type { Price } from '../../core/model/price.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';
import type { BookState, StatusState, TapeState } from '../../core/topics.ts';
import type { MarketEvent, Venue } from '../../core/venue/port.ts';
import type { DeskRecorder } from './desk-market.ts';
import { InstrumentMarket } from './market.ts';
import { MinuteBars } from './minute-bars.ts';
import { bookTopic, tapeTopic } from './topics.ts';

const TAPE_TRADES = 200;

/** The market's side of the desk: records what the venue says of it, and keeps what the pages show. */
export class MarketDesk {
  readonly #venue: Venue;
  readonly #recorder: DeskRecorder;
  readonly #markets: Map<string, InstrumentMarket>;
  readonly #bars = new MinuteBars();

  constructor(venue: Venue, recorder: DeskRecorder, instruments: readonly string[]) {
    this.#venue = venue;
    this.#recorder = recorder;
    this.#markets = new Map(instruments.map((instrument) => [instrument, new InstrumentMarket(instrument)]));
  }

  /** Brings back the trade date so far, and the bars that an end of the process in the middle of a minute left unmade. */
  restore(tradeDate: TradeDate, now: Instant): void {
    const { read } = this.#recorder;
    for (const trade of this.#recorder.lastTrades().values()) this.#markets.get(trade.instrument)?.seed(trade);
    for (const { instrument, price, quantity, trades } of read.dayVolumes(tradeDate)) {
      this.#markets.get(instrument)?.addVolume(price, quantity, trades);
    }
    for (const [instrument, market] of this.#markets) {
      market.restoreTape(read.dayTape(instrument, tradeDate, TAPE_TRADES));
    }
    for (const trade of read.tradesSinceNewestBar()) this.#addToBars(trade);
    this.completeBars(now);
  }

  /** An instrument that the venue may speak of from now on, with the trade date so far. */
  add(instrument: string, tradeDate: TradeDate): void {
    if (this.#markets.has(instrument)) return;
    const market = new InstrumentMarket(instrument);
    this.#markets.set(instrument, market);
    const { read } = this.#recorder;
    const last = this.#recorder.lastTrades().get(instrument);
    if (last) market.seed(last);
    for (const each of read.dayVolumes(tradeDate)) {
      if (each.instrument === instrument) market.addVolume(each.price, each.quantity, each.trades);
    }
    market.restoreTape(read.dayTape(instrument, tradeDate, TAPE_TRADES));
  }

  apply(event: MarketEvent, now: Instant, touched: Set<string>): void {
    const instrument = instrumentOf(event);
    const market = this.#market(instrument);
    market.event(now);
    touched.add(bookTopic(instrument));
    if (event.type === 'quote') {
      this.#recorder.quote(event.quote);
      market.quote = event.quote;
    }
    if (event.type === 'open_interest') market.openInterest = event.contracts;
    if (event.type === 'bar') {
      this.#takeBar(market, event.bar);
      touched.add(tapeTopic(instrument));
    }
    if (event.type !== 'trade') return;
    this.#recorder.trade(event.trade);
    market.trade(event.trade);
    this.#addToBars(event.trade);
    touched.add(tapeTopic(instrument));
  }

  #takeBar(market: InstrumentMarket, bar: Bar): void {
    this.#recorder.bar(bar, 'live');
    market.bar(bar);
  }

  completeBars(now: Instant): void {
    for (const bar of this.#bars.complete(now)) this.#recorder.bar(bar, 'live');
  }

  roll(bus: Bus): void {
    for (const [instrument, market] of this.#markets) {
      market.roll();
      bus.touch(bookTopic(instrument));
      bus.touch(tapeTopic(instrument));
    }
  }

  book(instrument: string, now: Instant): BookState {
    const market = this.#market(instrument);
    return market.book(this.#venue.depth(instrument) ?? bestOf(market.quote, { instrument, tsEvent: now }), now);
  }

  tape(instrument: string): TapeState {
    return this.#market(instrument).tape();
  }

  last(instrument: string): Price | undefined {
    return this.#markets.get(instrument)?.last?.price;
  }

  /** The minute at hand as far as it went. */
  forming(instrument: string): Bar | undefined {
    return this.#bars.forming(instrument);
  }

  /** Trades that came too late for their minute. */
  lateTrades(instrument: string): number {
    return this.#bars.late(instrument);
  }

  feeds(now: Instant): StatusState['feeds'] {
    return [...this.#markets.values()].map((market) => market.feed(now));
  }

  #addToBars(trade: MarketTrade): void {
    const complete = this.#bars.add(trade);
    if (complete) this.#recorder.bar(complete, 'live');
  }

  #market(instrument: string): InstrumentMarket {
    const market = this.#markets.get(instrument);
    if (market === undefined) throw new Error(`The venue spoke of ${instrument}, which this desk does not follow.`);
    return market;
  }
}

/** What is known of a book from its best prices alone, as of an index, which has no depth. */
function bestOf(quote: Quote | undefined, at: Pick<BookSnapshot, 'instrument' | 'tsEvent'>): BookSnapshot {
  if (quote === undefined) return { ...at, bids: [], asks: [] };
  const { bid, bidSize, ask, askSize, tsEvent } = quote;
  return {
    instrument: at.instrument,
    bids: bid === undefined ? [] : [{ price: bid, quantity: bidSize }],
    asks: ask === undefined ? [] : [{ price: ask, quantity: askSize }],
    tsEvent,
  };
}

function instrumentOf(event: MarketEvent): string {
  switch (event.type) {
    case 'trade':
      return event.trade.instrument;
    case 'quote':
      return event.quote.instrument;
    case 'bar':
      return event.bar.instrument;
    case 'depth':
    case 'open_interest':
      return event.instrument;
  }
}
