import type { Price } from './price.ts';
import type { Quantity, Side } from './quantity.ts';
import type { Instant } from './time.ts';

/** A trade of the market, ours or not. `aggressor` is the side that took. */
export interface MarketTrade {
  readonly instrument: string;
  readonly price: Price;
  readonly quantity: Quantity;
  readonly aggressor: Side;
  readonly tsEvent: Instant;
}

/** Best bid and offer after a change; a side without orders is absent. */
export interface Quote {
  readonly instrument: string;
  readonly bid?: Price;
  readonly bidSize: Quantity;
  readonly ask?: Price;
  readonly askSize: Quantity;
  readonly tsEvent: Instant;
}

export interface BookLevel {
  readonly price: Price;
  readonly quantity: Quantity;
}

/** Depth, best level first on both sides. */
export interface BookSnapshot {
  readonly instrument: string;
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
  readonly tsEvent: Instant;
}

/** One bar of trades; `tsStart` is its first instant, half-open. */
export interface Bar {
  readonly instrument: string;
  readonly tsStart: Instant;
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  readonly close: Price;
  readonly volume: Quantity;
}
