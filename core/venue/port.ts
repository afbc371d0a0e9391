import type { FillAmendment } from '../model/amendment.ts';
import type { AccountId, ClientOrderId } from '../model/ids.ts';
import type { Instrument } from '../model/instrument.ts';
import type { Bar, BookSnapshot, MarketTrade, Quote } from '../model/market.ts';
import type { OrderEvent, OrderIntent, OrderTerms, OrderType, Product, TimeInForce } from '../model/order.ts';
import type { Instant } from '../model/time.ts';
import type { VenueAccount, VenueFill, VenueOrder, VenuePosition } from './books.ts';

/** What a venue can do; the page and the conformance suite ask this, never the venue's name. */
export interface VenueCapabilities {
  readonly orderTypes: readonly OrderType[];
  readonly timesInForce: readonly TimeInForce[];
  /** The usual one first; absent where an order has none. */
  readonly products?: readonly Product[];
  /** Whether the terms of a working order can be changed without sending another. */
  readonly replace: boolean;
  /** What happens where two orders of one account would trade with each other; absent where they may, or never meet. */
  readonly selfTrade?: SelfTradePrevention;
  readonly depthLevels: number;
  readonly synthetic: boolean;
  /** Quotes and trades come by themselves. */
  readonly streaming: boolean;
  /** What somebody may look for and this venue cannot do, with the reason as a sentence. */
  readonly cannot?: Readonly<Partial<Record<VenueAbility, string>>>;
}

/** What venues differ in, by the names that the conformance suite and the pages use. */
export type VenueAbility =
  | 'orders'
  | 'market'
  | 'limit'
  | 'stop'
  | 'stop_limit'
  | 'day'
  | 'ioc'
  | 'replace'
  | 'brackets'
  | 'oco'
  | 'depth'
  | 'quotes'
  | 'trades'
  | 'history'
  | 'contracts'
  | 'books'
  | 'queue'
  | 'self_trade';

/**
 * By the names of CME's self-match prevention: the aggressor's rest is canceled, the resting order is (and the aggressor goes on), or both
 * are. What the aggressor traded with others before stands.
 */
export type SelfTradePrevention = 'cancel_newest' | 'cancel_oldest' | 'cancel_both';

/** What a market does. */
export type MarketEvent =
  | { readonly type: 'trade'; readonly trade: MarketTrade }
  | { readonly type: 'quote'; readonly quote: Quote }
  /** A minute that is over, from a venue that knows no more of it than this. */
  | { readonly type: 'bar'; readonly bar: Bar }
  /** Contracts that are held at the end of a day or now, as the venue told last. */
  | {
      readonly type: 'open_interest';
      readonly instrument: string;
      readonly contracts: number;
      readonly tsEvent: Instant;
    }
  /** Depth changed; the depth itself is asked for with `depth`, so that a busy book costs nothing nobody looks at. */
  | { readonly type: 'depth'; readonly instrument: string };

/** What a venue says by itself of the books that it keeps of us. */
export type BooksEvent =
  | { readonly type: 'account'; readonly account: VenueAccount }
  | { readonly type: 'position'; readonly position: VenuePosition }
  /** An order that is not ours, and an execution of such a one. */
  | { readonly type: 'other_order'; readonly order: VenueOrder }
  | { readonly type: 'other_fill'; readonly fill: VenueFill }
  /** The venue takes an execution of ours back or states it anew. */
  | { readonly type: 'amendment'; readonly amendment: FillAmendment }
  /** A stream was away: whatever it would have said is to be asked for. */
  | { readonly type: 'resumed'; readonly stream: string }
  /** A record that could not be read: where it came from, why, and its first thousand characters with secrets masked. */
  | { readonly type: 'malformed'; readonly where: string; readonly reason: string; readonly text: string };

export type VenueEvent = { readonly type: 'order'; readonly event: OrderEvent } | MarketEvent | BooksEvent;

/** The one door to a market. Answers to orders come as events, never as return values. */
export interface Venue {
  readonly name: string;
  readonly capabilities: VenueCapabilities;
  /** Those that orders may be of, once it is connected; absent where an account is only a name. */
  readonly accounts?: readonly AccountId[];
  /** Begins to emit; resolves once instruments can be traded. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  /**
   * Begins to tell the market of an instrument that was not among those it was opened with, and takes orders in it. Rejects with a `VenueProblem` for one
   * that it does not list. Absent where there are none but those.
   */
  follow?(instrument: Instrument): Promise<void>;
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
