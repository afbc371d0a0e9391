import type { Clock } from '../../core/clock.ts';
import type { AccountId, ExecutionId, VenueOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Bar, BookLevel, BookSnapshot, MarketTrade, Quote } from '../../core/model/market.ts';
import type { Money } from '../../core/model/money.ts';
import type { OrderStatus, OrderTerms, OrderType, TimeInForce } from '../../core/model/order.ts';
import type { Price } from '../../core/model/price.ts';
import type { Quantity, Side, SignedQuantity } from '../../core/model/quantity.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';

/** The exchange behind a simulated venue: matching, accounts and their books. What differs from venue to venue (ids, words, protection) is the simulator's. */
export interface SimulatedExchange {
  readonly instruments: readonly Instrument[];
  /** Futures and options beside them, whose prices follow those of their underlyings. Each gets a market when somebody first asks for it. */
  readonly derived: readonly Instrument[];
  readonly accounts: readonly ExchangeAccount[];
  /** Lets everything happen up to now. Called by itself every few milliseconds once it is started. */
  advance(): void;
  /** Every order gets an id and is kept, a rejected one too. */
  place(request: ExchangeRequest): ExchangeOrder;
  /** False when there is nothing to cancel. What came of it is told as an event. */
  cancel(id: VenueOrderId): boolean;
  /** Undefined, or why not. */
  modify(id: VenueOrderId, terms: OrderTerms): string | undefined;
  order(id: VenueOrderId): ExchangeOrder | undefined;
  /** Oldest first. */
  orders(account: AccountId): readonly ExchangeOrder[];
  /** Oldest first. */
  trades(account: AccountId): readonly ExchangeTrade[];
  /** Also those that are flat. */
  positions(account: AccountId): readonly ExchangePosition[];
  /** The book as it is now, of a derived instrument too; undefined for what has none, as an index. */
  depth(instrument: string): ExchangeDepth | undefined;
  last(instrument: string): MarketTrade | undefined;
  /** Today's figures of an instrument that is listed; those of an index have no volume. */
  day(instrument: string): ExchangeMarketDay | undefined;
  /** Contracts that are open in a derived instrument; undefined for any other. */
  openInterest(instrument: string): ExchangeOpenInterest | undefined;
  /** Lets a derived market move by itself until the function that comes back is called; every other moves anyway. */
  watch(instrument: string): () => void;
  /** One-minute bars of what has traded since it was started and of an invented past before that, oldest first. */
  bars(instrument: string, from: Instant, to: Instant): readonly Bar[];
  on(listener: (event: ExchangeEvent) => void): () => void;
  /** What happens inside of `work` is told when it ends: what a simulator keeps of an order is there before anybody hears of the order. */
  hold<T>(work: () => T): T;
  start(): void;
  close(): void;
}

/** Depth with the number of orders at each price, where the exchange counts them. */
export interface ExchangeDepth extends Omit<BookSnapshot, 'bids' | 'asks'> {
  readonly bids: readonly ExchangeLevel[];
  readonly asks: readonly ExchangeLevel[];
}

export interface ExchangeLevel extends BookLevel {
  readonly orders?: number;
}

/** One trade date of one instrument. */
export interface ExchangeMarketDay {
  readonly tradeDate: TradeDate;
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  /** The last price, or the value of an index. */
  readonly last: Price;
  /** Of the trade date before. */
  readonly previousClose: Price;
  readonly volume: Quantity;
  /** By volume; the last price where nothing has traded. */
  readonly averagePrice: Price;
  readonly lastQuantity: Quantity;
  readonly tsLastTrade?: Instant;
  readonly tsChanged: Instant;
}

export interface ExchangeOpenInterest {
  readonly now: Quantity;
  readonly high: Quantity;
  readonly low: Quantity;
}

export interface ExchangeAccount {
  readonly id: AccountId;
  readonly name: string;
  readonly balance: Money;
  readonly canTrade: boolean;
}

export interface ExchangeRequest extends OrderTerms {
  readonly account: AccountId;
  readonly instrument: string;
  readonly side: Side;
  readonly type: OrderType;
  readonly timeInForce: TimeInForce;
  /** What whoever sent it calls it. */
  readonly tag?: string;
  /** The order that it protects or is a part of. */
  readonly parent?: VenueOrderId;
}

export interface ExchangeOrder {
  readonly id: VenueOrderId;
  readonly request: ExchangeRequest;
  readonly terms: OrderTerms;
  readonly status: OrderStatus;
  readonly filledQuantity: Quantity;
  /** Σ price × quantity of its fills, nano-points. */
  readonly filledCost: bigint;
  /** A stop whose price was reached. */
  readonly triggered: boolean;
  readonly reason?: string;
  readonly tsCreated: Instant;
  readonly tsUpdated: Instant;
}

export interface ExchangeTrade {
  readonly id: ExecutionId;
  readonly order: VenueOrderId;
  readonly account: AccountId;
  readonly instrument: string;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly price: Price;
  readonly liquidity: 'maker' | 'taker';
  /** First in, first out; absent where it opens or adds. */
  readonly realized?: Money;
  readonly fee: Money;
  readonly ts: Instant;
}

export interface ExchangePosition {
  readonly account: AccountId;
  readonly instrument: string;
  readonly quantity: SignedQuantity;
  /** Σ price × signed quantity × multiplier of the open lots. */
  readonly cost: Money;
  /** First in, first out, over all time and before fees. */
  readonly realized: Money;
  /** Contracts over all time. */
  readonly bought: Quantity;
  readonly sold: Quantity;
  readonly tsOpened?: Instant;
  readonly day: ExchangeDay;
}

/** One trade date of a position: `start + bought - sold` is its quantity. */
export interface ExchangeDay {
  readonly tradeDate: TradeDate;
  /** What it began with, and the price that was carried at: the last one of the day before. */
  readonly start: SignedQuantity;
  readonly startPrice?: Price;
  readonly bought: Quantity;
  readonly sold: Quantity;
  /** Σ price × quantity, nano-points. */
  readonly boughtCost: bigint;
  readonly soldCost: bigint;
  /** First in, first out, what it began with being the first lot. */
  readonly realized: Money;
}

export type ExchangeEvent =
  | { readonly type: 'order'; readonly order: ExchangeOrder }
  | { readonly type: 'trade'; readonly trade: ExchangeTrade }
  | { readonly type: 'position'; readonly position: ExchangePosition }
  | { readonly type: 'account'; readonly account: ExchangeAccount }
  | { readonly type: 'market_trade'; readonly trade: MarketTrade }
  | { readonly type: 'quote'; readonly quote: Quote }
  /** An index was calculated anew. */
  | { readonly type: 'index'; readonly instrument: string; readonly value: Price; readonly ts: Instant }
  | { readonly type: 'depth'; readonly instrument: string };

/** What goes wrong on demand. `share` is of the calls or messages that match, 0 to 1, drawn from the plan's seed; `times` ends it. */
export interface FaultRule {
  /** A path (`/api/Order/place`), a message of a stream (`GatewayUserOrder`), or a beginning of one with `*`; all where it is left out. */
  readonly at?: string;
  readonly fault: Fault;
  readonly share: number;
  readonly times?: number;
  /** Milliseconds after the simulator began. */
  readonly after?: number;
  readonly until?: number;
}

export type Fault =
  | { readonly kind: 'latency'; readonly milliseconds: number; readonly jitter?: number }
  /** Answered with this instead. */
  | { readonly kind: 'status'; readonly status: 401 | 403 | 408 | 429 | 500 | 502 | 503; readonly retryAfter?: number }
  /** Sent to another address of the same, by 303 or, with a body, by 307. */
  | { readonly kind: 'redirected' }
  /** Answered 200, and not done: the venue's own way of saying no. */
  | { readonly kind: 'refused'; readonly code?: number }
  /** Done, and never answered. */
  | { readonly kind: 'answer_lost' }
  /** Neither done nor answered. */
  | { readonly kind: 'request_lost' }
  /** Broken JSON, a missing field, a text where a number is, a number beyond the exact ones. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'duplicated' | 'missing' | 'reordered' }
  /** The stream stays open and says nothing more. */
  | { readonly kind: 'deaf'; readonly milliseconds: number }
  /** The connection is cut, or stays half open without a word. */
  | { readonly kind: 'cut' | 'half_open' }
  | { readonly kind: 'clock_skew'; readonly milliseconds: number }
  | { readonly kind: 'token_lapsed' };

export interface FaultPlan {
  readonly seed: string;
  readonly rules: readonly FaultRule[];
}

/** A simulated venue, listening on loopback. */
export interface Simulator {
  /** `http://127.0.0.1:4881` */
  readonly address: string;
  readonly exchange: SimulatedExchange;
  /** Puts another plan in the place of the one at hand; also `PUT /simulator/faults`. */
  setFaults(plan: FaultPlan): void;
  /** How often each kind of fault has happened; also `GET /simulator/faults`. */
  faults(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

export interface SimulatorOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Those that have a market. */
  readonly instruments: readonly Instrument[];
  /** What the venue lists beside them, as other months and expired ones, and how its symbology writes names. */
  readonly registry: InstrumentRegistry;
  readonly seed: string;
  readonly faults?: FaultPlan;
  /** Milliseconds that a token lives; the venue's own where it is left out. */
  readonly tokenLife?: number;
  /** Nobody trades but the accounts. */
  readonly quiet?: boolean;
  /** `exchange`: a simulator of India is closed while its exchange is. Round the clock where it is left out, so that there is a market on a Saturday. */
  readonly hours?: 'always' | 'exchange';
  /** The machine's where it is left out. */
  readonly clock?: Clock;
  readonly log?: (line: string) => void;
}
