import type { ClientOrderId } from '../model/ids.ts';
import type { Bar, BookSnapshot, MarketTrade, Quote } from '../model/market.ts';
import type { OrderEvent, OrderIntent, OrderTerms, OrderType, TimeInForce } from '../model/order.ts';

/** What a venue can do; the page and the conformance suite ask this, never the venue's name. */
export interface VenueCapabilities {
  readonly orderTypes: readonly OrderType[];
  readonly timesInForce: readonly TimeInForce[];
  /** Whether the terms of a working order can be changed without sending another. */
  readonly replace: boolean;
  /** What happens where two orders of one account would trade with each other; absent where they may, or never meet. */
  readonly selfTrade?: SelfTradePrevention;
  readonly depthLevels: number;
  readonly synthetic: boolean;
}

/**
 * By the names of CME's self-match prevention: the aggressor's rest is canceled, the resting order is (and the aggressor goes on), or both
 * are. What the aggressor traded with others before stands.
 */
export type SelfTradePrevention = 'cancel_newest' | 'cancel_oldest' | 'cancel_both';

export type VenueEvent =
  | { readonly type: 'order'; readonly event: OrderEvent }
  | { readonly type: 'trade'; readonly trade: MarketTrade }
  | { readonly type: 'quote'; readonly quote: Quote }
  /** A minute that is over, from a venue that knows no more of it than this. */
  | { readonly type: 'bar'; readonly bar: Bar }
  /** Depth changed; the depth itself is asked for with `depth`, so that a busy book costs nothing nobody looks at. */
  | { readonly type: 'depth'; readonly instrument: string };

/** The one door to a market. Answers to orders come as events, never as return values. */
export interface Venue {
  readonly name: string;
  readonly capabilities: VenueCapabilities;
  /** Begins to emit; resolves once instruments can be traded. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  place(intent: OrderIntent): void;
  cancel(clientOrderId: ClientOrderId): void;
  /** Asks for other terms. The answer is `replaced` or `replace_rejected`; until then the order works as it was. */
  replace(clientOrderId: ClientOrderId, terms: OrderTerms): void;
  depth(instrument: string): BookSnapshot | undefined;
  /** The quantity resting in front of an own order at its price, or undefined where the venue cannot know. */
  queueAhead(clientOrderId: ClientOrderId): number | undefined;
  /** Called with each turn's events in order. Returns the function that ends the subscription. */
  onEvents(listener: (events: readonly VenueEvent[]) => void): () => void;
}
