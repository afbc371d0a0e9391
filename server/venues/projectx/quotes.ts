import type { BookSnapshot, Quote } from '../../../core/model/market.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { QuoteRecord } from './parse/market.ts';

/** Quotes put together from updates that tell what changed alone. The gateway tells no sizes: they are the depth's where it has that price, and 0 otherwise. */
export class Quotes {
  readonly #newest = new Map<string, Quote>();

  /** The quote after an update; undefined where bid and offer stay as they were. */
  update(instrument: string, told: QuoteRecord, depth: BookSnapshot | undefined, now: Instant): Quote | undefined {
    const before = this.#newest.get(instrument);
    const bid = told.bestBid ?? before?.bid;
    const ask = told.bestAsk ?? before?.ask;
    if (bid === before?.bid && ask === before?.ask) return undefined;
    const quote: Quote = {
      instrument,
      ...(bid === undefined ? {} : { bid }),
      bidSize: sizeAt(depth?.bids, bid),
      ...(ask === undefined ? {} : { ask }),
      askSize: sizeAt(depth?.asks, ask),
      tsEvent: told.timestamp ?? told.lastUpdated ?? now,
    };
    this.#newest.set(instrument, quote);
    return quote;
  }

  /** What changed while nothing was heard is not known. */
  clear(): void {
    this.#newest.clear();
  }
}

function sizeAt(levels: BookSnapshot['bids'] | undefined, price: Price | undefined): Quantity {
  return levels?.find((level) => level.price === price)?.quantity ?? (0 as Quantity);
}
