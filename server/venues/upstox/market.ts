import type { BookLevel, BookSnapshot, Quote } from '../../../core/model/market.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Quantity, Side } from '../../../core/model/quantity.ts';
import { fromMilliseconds, type Instant, MINUTE } from '../../../core/model/time.ts';
import type { VenueEvent } from '../../../core/venue/port.ts';
import type { TellMalformed } from '../parse/records.ts';
import { type Feed, type FeedLevel, type FeedMessage, readFeed } from './feed/read.ts';

export interface MarketOptions {
  /** By Upstox' key; undefined for one that nobody asked for. */
  readonly instrumentOf: (key: string) => string | undefined;
  readonly emit: (event: VenueEvent) => void;
  readonly dispatch: () => void;
  readonly malformed: TellMalformed;
  readonly now: () => Instant;
}

/** What one instrument was last said to be. */
interface Known {
  depth?: BookSnapshot;
  quote?: Quote;
  last?: number;
  lastTime?: number;
  volume?: number | undefined;
  openInterest?: number;
  side: Side;
  at: Instant;
}

/** A message that is further ahead of our clock says nothing true of its time. */
const AHEAD = MINUTE;

/** Prices of India have four decimals at most; what single precision leaves behind them is none of the price. */
const priceOf = (value: number): Price => (Math.round(value * 10_000) * 100_000) as Price;
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const isPriced = (value: number): boolean => value >= 0 && value < 9_000_000;

/** What the market feed says, as events. Each message tells how instruments stand; a trade is what has been traded since the message before. */
export class Market {
  readonly #options: MarketOptions;
  readonly #known = new Map<string, Known>();
  #segments: ReadonlyMap<string, number> = new Map();

  constructor(options: MarketOptions) {
    this.#options = options;
  }

  readonly take = (frame: Uint8Array): void => {
    const { dispatch, now } = this.#options;
    const message = this.#read(frame);
    if (message === undefined) return;
    if (message.type === 'market_info') this.#segments = message.segments;
    const told = isCount(message.at) && message.at > 0 ? fromMilliseconds(message.at) : now();
    const at = told > now() + AHEAD ? now() : told;
    for (const feed of message.feeds) this.#feed(feed, at);
    dispatch();
  };

  depth(instrument: string): BookSnapshot | undefined {
    return this.#known.get(instrument)?.depth;
  }

  /** Traded today, as last told. */
  volume(instrument: string): number | undefined {
    return this.#known.get(instrument)?.volume;
  }

  /** Whether trading goes on in a segment; true where nothing was said of it. */
  isOpen(segment: string | undefined): boolean {
    const NORMAL_OPEN = 2;
    const told = segment === undefined ? undefined : this.#segments.get(segment);
    return told === undefined || told === NORMAL_OPEN;
  }

  /** What was missed is not known: what is shown begins anew with what is told next. */
  forget(): void {
    for (const instrument of this.#known.keys()) this.#options.emit({ type: 'depth', instrument });
    this.#known.clear();
    this.#options.dispatch();
  }

  #read(frame: Uint8Array): FeedMessage | undefined {
    try {
      return readFeed(frame);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const text = Buffer.from(frame.subarray(0, 300)).toString('hex');
      this.#options.malformed({ where: 'market feed', reason, text });
      this.#options.dispatch();
      return undefined;
    }
  }

  #feed(feed: Feed, at: Instant): void {
    const instrument = this.#options.instrumentOf(feed.key);
    if (instrument === undefined) return;
    const problem = problemOf(feed);
    if (problem !== undefined) {
      this.#options.malformed({ where: 'market feed', reason: problem, text: JSON.stringify(feed).slice(0, 1_000) });
      return;
    }
    const known = this.#known.get(instrument) ?? { side: 'buy', at };
    this.#known.set(instrument, known);
    // one that was overtaken says how things stood before
    if (at < known.at) return;
    known.at = at;
    // a trade met what was quoted before it
    this.#trade(instrument, known, feed, at);
    if (feed.levels !== undefined) this.#book(instrument, known, feed.levels, at);
    this.#interest(instrument, known, feed.openInterest, at);
  }

  #interest(instrument: string, known: Known, contracts: number | undefined, tsEvent: Instant): void {
    if (contracts === undefined || contracts === known.openInterest) return;
    known.openInterest = contracts;
    this.#options.emit({ type: 'open_interest', instrument, contracts, tsEvent });
  }

  #book(instrument: string, known: Known, levels: readonly FeedLevel[], tsEvent: Instant): void {
    const { emit } = this.#options;
    const bids: BookLevel[] = [];
    const asks: BookLevel[] = [];
    for (const { bid, bidQuantity, ask, askQuantity } of levels) {
      if (bidQuantity > 0) bids.push({ price: priceOf(bid), quantity: bidQuantity as Quantity });
      if (askQuantity > 0) asks.push({ price: priceOf(ask), quantity: askQuantity as Quantity });
    }
    if (known.depth && sameLevels(known.depth.bids, bids) && sameLevels(known.depth.asks, asks)) return;
    known.depth = { instrument, bids, asks, tsEvent };
    emit({ type: 'depth', instrument });
    const [bid] = bids;
    const [ask] = asks;
    const before = known.quote;
    if (before && isTop(bid, before.bid, before.bidSize) && isTop(ask, before.ask, before.askSize)) return;
    known.quote = {
      instrument,
      ...(bid === undefined ? {} : { bid: bid.price }),
      bidSize: bid?.quantity ?? (0 as Quantity),
      ...(ask === undefined ? {} : { ask: ask.price }),
      askSize: ask?.quantity ?? (0 as Quantity),
      tsEvent,
    };
    emit({ type: 'quote', quote: known.quote });
  }

  #trade(instrument: string, known: Known, feed: Feed, at: Instant): void {
    const { last, lastTime = 0, lastQuantity = 0, volume } = feed;
    if (last === undefined || last === 0) {
      known.volume = volume ?? known.volume;
      return;
    }
    const before = known.volume;
    const isFirst = known.last === undefined && before === undefined;
    // an index is not traded, and tells a price alone
    const isNew =
      volume === undefined || before === undefined
        ? lastTime !== known.lastTime || last !== known.last
        : volume > before;
    const traded = volume === undefined || before === undefined ? lastQuantity : volume - before;
    const side = sideOf(known, last);
    known.last = last;
    known.lastTime = lastTime;
    known.volume = volume ?? before;
    known.side = side;
    if (isFirst || !isNew) return;
    const price = priceOf(last);
    const tsEvent = lastTime > 0 ? fromMilliseconds(lastTime) : at;
    const quantity = Math.max(0, traded) as Quantity;
    this.#options.emit({ type: 'trade', trade: { instrument, price, quantity, aggressor: side, tsEvent } });
  }
}

/** Who took is not told: it is the side whose quote was traded at, or else the way that the price went. */
function sideOf({ quote, last, side }: Known, price: number): Side {
  const at = priceOf(price);
  if (quote?.ask !== undefined && at >= quote.ask) return 'buy';
  if (quote?.bid !== undefined && at <= quote.bid) return 'sell';
  if (last === undefined || price === last) return side;
  return price > last ? 'buy' : 'sell';
}

function problemOf({
  last = 0,
  lastTime = 0,
  lastQuantity = 0,
  volume = 0,
  openInterest = 0,
  levels = [],
}: Feed): string | undefined {
  if (!isPriced(last)) return `${last} is no price`;
  if (!isCount(lastTime)) return `${lastTime} is no time`;
  if (![lastQuantity, volume, openInterest].every(isCount)) return 'a quantity is no count';
  for (const { bid, bidQuantity, ask, askQuantity } of levels) {
    if (!isPriced(bid) || !isPriced(ask)) return 'a level has no price';
    if (!isCount(bidQuantity) || !isCount(askQuantity)) return 'a level has no count';
  }
  return undefined;
}

const isTop = (level: BookLevel | undefined, price: Price | undefined, size: number): boolean =>
  level?.price === price && (level?.quantity ?? 0) === size;

const sameLevels = (a: readonly BookLevel[], b: readonly BookLevel[]): boolean =>
  a.length === b.length && a.every(({ price, quantity }, at) => price === b[at]?.price && quantity === b[at].quantity);
