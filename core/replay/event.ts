import type { Bar, MarketTrade, Quote } from '../model/market.ts';
import type { Price } from '../model/price.ts';
import type { Quantity, Side } from '../model/quantity.ts';
import type { Instant } from '../model/time.ts';

/** How one side of the quote moved within a bar; `size` is what stood there at its end. */
export interface QuoteBar {
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  readonly close: Price;
  readonly size: Quantity;
}

/** A level of a book as it is from now on; a quantity of zero is no level. */
export interface DepthChange {
  readonly side: Side;
  readonly price: Price;
  readonly quantity: Quantity;
}

/**
 * What was recorded of a market, in the order in which it became known. `tsEvent` never falls from one event to the next. A bar is known when
 * its minute is over, so its `tsEvent` is its end.
 */
export type ReplayEvent =
  | { readonly type: 'trade'; readonly tsEvent: Instant; readonly trade: MarketTrade }
  | { readonly type: 'quote'; readonly tsEvent: Instant; readonly quote: Quote }
  | {
      readonly type: 'bar';
      readonly tsEvent: Instant;
      readonly instrument: string;
      readonly tsStart: Instant;
      /** Absent for a minute without trades. */
      readonly trades?: Bar;
      readonly bid?: QuoteBar;
      readonly ask?: QuoteBar;
    }
  | {
      readonly type: 'depth';
      readonly tsEvent: Instant;
      readonly instrument: string;
      /** The whole book; otherwise what changed in it. */
      readonly snapshot: boolean;
      readonly changes: readonly DepthChange[];
    }
  /** Something is missing in the recording here: the book is not to be trusted until the next snapshot. */
  | { readonly type: 'gap'; readonly tsEvent: Instant; readonly instrument: string; readonly about: string };
