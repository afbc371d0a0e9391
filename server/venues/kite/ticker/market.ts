import { VolumeDeltas } from '../../../../core/bars/volume.ts';
import { tradeDateOf } from '../../../../core/calendar/session.ts';
import type { BookLevel, BookSnapshot, MarketTrade, Quote } from '../../../../core/model/market.ts';
import type { Price } from '../../../../core/model/price.ts';
import { type Quantity, quantity, type Side } from '../../../../core/model/quantity.ts';
import type { Instant } from '../../../../core/model/time.ts';
import type { VenueEvent } from '../../../../core/venue/port.ts';
import type { Packet, PacketFull, PacketLevel } from './decode.ts';

export interface MarketOptions {
  /** By Kite's number of it; undefined for one that nobody asked for. */
  readonly instrumentOf: (token: number) => string | undefined;
  readonly emit: (event: VenueEvent) => void;
  readonly now: () => Instant;
}

/** What is known of one market. */
interface Known {
  readonly instrument: string;
  last: Price | undefined;
  volume: VolumeDeltas;
  quote: Quote | undefined;
  full: PacketFull | undefined;
  depth: BookSnapshot | undefined;
}

const NONE = 0 as Quantity;

/** Packets of the ticker as events. A packet is how a market stands: what traded since the one before is told as one trade at the last price. */
export class Market {
  readonly #options: MarketOptions;
  readonly #known = new Map<number, Known>();
  readonly #byInstrument = new Map<string, Known>();
  #heard: Instant | undefined;

  constructor(options: MarketOptions) {
    this.#options = options;
  }

  depth(instrument: string): BookSnapshot | undefined {
    return this.#byInstrument.get(instrument)?.depth;
  }

  /** When any market was last heard of, by the machine's clock. */
  get heard(): Instant | undefined {
    return this.#heard;
  }

  /** What traded while nothing was heard is not told: the next packet is where it begins anew. */
  forget(): void {
    for (const known of this.#known.values()) known.volume = new VolumeDeltas();
  }

  readonly packet = (packet: Packet): void => {
    const known = this.#of(packet.token);
    if (known === undefined) return;
    const now = this.#options.now();
    this.#heard = now;
    const tsEvent = packet.tsEvent ?? now;
    this.#trade(known, packet, tsEvent);
    if (packet.trade === undefined) this.#index(known, packet, tsEvent);
    if (packet.full) this.#depth(known, packet.full, tsEvent);
    known.last = packet.last;
  };

  /** Before the depth is taken: who took is read off the quote that was there. */
  #trade(known: Known, { last, trade, full }: Packet, tsEvent: Instant): void {
    if (trade === undefined) return;
    const tsTrade = full?.tsTrade ?? tsEvent;
    const traded = known.volume.of(quantity(trade.volume), tradeDateOf('nse', tsTrade));
    if (traded === 0) return;
    const event: MarketTrade = {
      instrument: known.instrument,
      price: last,
      quantity: traded,
      aggressor: aggressorOf(known, last),
      tsEvent: tsTrade,
    };
    this.#options.emit({ type: 'trade', trade: event });
  }

  /** An index is calculated and never traded: each value of it is a trade of nothing, so that it has bars. */
  #index(known: Known, { last }: Packet, tsEvent: Instant): void {
    if (known.last === last) return;
    const { instrument, last: before = last } = known;
    const aggressor = last < before ? 'sell' : 'buy';
    this.#options.emit({ type: 'trade', trade: { instrument, price: last, quantity: NONE, aggressor, tsEvent } });
  }

  #depth(known: Known, full: PacketFull, tsEvent: Instant): void {
    const before = known.full;
    known.full = full;
    this.#interest(known, full, before, tsEvent);
    if (before && sameLevels(before.bids, full.bids) && sameLevels(before.asks, full.asks)) return;
    const { instrument } = known;
    const [bids, asks] = [full.bids.map(levelOf), full.asks.map(levelOf)];
    known.depth = { instrument, bids, asks, tsEvent };
    this.#options.emit({ type: 'depth', instrument });
    const [bid, ask] = [bids[0], asks[0]];
    const quote: Quote = {
      instrument,
      ...(bid === undefined ? {} : { bid: bid.price }),
      bidSize: bid?.quantity ?? NONE,
      ...(ask === undefined ? {} : { ask: ask.price }),
      askSize: ask?.quantity ?? NONE,
      tsEvent,
    };
    if (known.quote && sameQuote(known.quote, quote)) return;
    known.quote = quote;
    this.#options.emit({ type: 'quote', quote });
  }

  /** Shares have none, and it is 0 there. */
  #interest(
    { instrument }: Known,
    { openInterest: contracts }: PacketFull,
    before: PacketFull | undefined,
    tsEvent: Instant,
  ): void {
    if (contracts === (before?.openInterest ?? 0)) return;
    this.#options.emit({ type: 'open_interest', instrument, contracts, tsEvent });
  }

  #of(token: number): Known | undefined {
    const there = this.#known.get(token);
    if (there !== undefined) return there;
    const instrument = this.#options.instrumentOf(token);
    if (instrument === undefined) return undefined;
    const nothing = {
      last: undefined,
      volume: new VolumeDeltas(),
      quote: undefined,
      full: undefined,
      depth: undefined,
    };
    const made: Known = { instrument, ...nothing };
    this.#known.set(token, made);
    this.#byInstrument.set(instrument, made);
    return made;
  }
}

/** Kite does not say who took: it is read off the quote before, or off the price before where it lies between. */
function aggressorOf({ quote, last: before }: Known, last: Price): Side {
  if (quote?.ask !== undefined && last >= quote.ask) return 'buy';
  if (quote?.bid !== undefined && last <= quote.bid) return 'sell';
  return before !== undefined && last < before ? 'sell' : 'buy';
}

const levelOf = ({ price, quantity }: PacketLevel): BookLevel => ({ price, quantity });

const sameLevels = (a: readonly PacketLevel[], b: readonly PacketLevel[]): boolean =>
  a.length === b.length && a.every(({ price, quantity }, at) => price === b[at]?.price && quantity === b[at]?.quantity);

const sameQuote = (a: Quote, b: Quote): boolean =>
  a.bid === b.bid && a.bidSize === b.bidSize && a.ask === b.ask && a.askSize === b.askSize;
