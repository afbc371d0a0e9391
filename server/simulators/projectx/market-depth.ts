import type { BookLevel, BookSnapshot } from '../../../core/model/market.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Instant } from '../../../core/model/time.ts';
import { DomType } from './codes.ts';
import { priceNumber, timestamp } from './numbers.ts';

export interface DepthRow {
  readonly timestamp: string;
  readonly type: number;
  readonly price: number;
  readonly volume: number;
  readonly currentVolume: number;
}

const row = (at: string, type: number, price: number, volume: number): DepthRow => ({
  timestamp: at,
  type,
  price,
  volume,
  currentVolume: volume,
});

/** The depth of a contract as its subscribers have it: whole after a reset, from then on by levels; one that is gone has no volume. */
export class MarketDepth {
  #bids: ReadonlyMap<Price, number> = new Map();
  #asks: ReadonlyMap<Price, number> = new Map();
  #best: { readonly bid: Price | undefined; readonly ask: Price | undefined } = { bid: undefined, ask: undefined };

  /** Levels that differ from the last time; a new best price stands beside its level. */
  changes({ bids, asks, tsEvent }: BookSnapshot): DepthRow[] {
    const at = timestamp(tsEvent);
    const [newBids, newAsks] = [byPrice(bids), byPrice(asks)];
    const rows = [
      ...differences(at, DomType.bid, this.#bids, newBids),
      ...differences(at, DomType.ask, this.#asks, newAsks),
    ];
    const [bid, ask] = [bids[0], asks[0]];
    if (bid && bid.price !== this.#best.bid)
      rows.push(row(at, DomType.newBestBid, priceNumber(bid.price), bid.quantity));
    if (ask && ask.price !== this.#best.ask)
      rows.push(row(at, DomType.newBestAsk, priceNumber(ask.price), ask.quantity));
    this.#bids = newBids;
    this.#asks = newAsks;
    this.#best = { bid: bid?.price, ask: ask?.price };
    return rows;
  }

  /** As subscribers have it now. */
  whole(now: Instant): DepthRow[] {
    const at = timestamp(now);
    return [
      row(at, DomType.reset, 0, 0),
      ...differences(at, DomType.bid, new Map(), this.#bids),
      ...differences(at, DomType.ask, new Map(), this.#asks),
    ];
  }
}

const byPrice = (levels: readonly BookLevel[]): Map<Price, number> =>
  new Map(levels.map(({ price, quantity }) => [price, quantity]));

function differences(
  at: string,
  type: number,
  before: ReadonlyMap<Price, number>,
  after: ReadonlyMap<Price, number>,
): DepthRow[] {
  const rows: DepthRow[] = [];
  for (const price of before.keys()) if (!after.has(price)) rows.push(row(at, type, priceNumber(price), 0));
  for (const [price, volume] of after) {
    if (before.get(price) !== volume) rows.push(row(at, type, priceNumber(price), volume));
  }
  return rows;
}
