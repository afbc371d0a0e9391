import type { AccountId, ClientOrderId, ExecutionId, VenueOrderId } from './ids.ts';
import type { Money } from './money.ts';
import type { Price } from './price.ts';
import type { Quantity, Side } from './quantity.ts';
import type { Instant } from './time.ts';

/** A stop becomes a market order, a stop limit a limit order, once the market trades at its stop price or beyond it. */
export type OrderType = 'market' | 'limit' | 'stop' | 'stop_limit';
export type TimeInForce = 'day' | 'ioc';
/**
 * How a broker of India carries what an order makes: closed by the broker in the evening (`MIS`, `I`), kept until it is closed or expires (`NRML`, `D` of
 * derivatives), or delivered (`CNC`, `D` of shares).
 */
export type Product = 'intraday' | 'carry' | 'delivery';

/** What of an order can be replaced. */
export interface OrderTerms {
  /** Of the whole order, what is filled already included. */
  readonly quantity: Quantity;
  /** Present for a limit and a stop limit. */
  readonly price?: Price;
  /** Present for a stop and a stop limit. */
  readonly stopPrice?: Price;
}

/** Where an exit lies: so many ticks from what its entry was filled at, or at a price. A stop may follow the market from there. */
export type ExitAt = { readonly ticks: number; readonly trails?: true } | { readonly price: Price };

/** What is attached to whatever an order fills, by the console itself; one of the two at least. */
export interface Protection {
  readonly stopLoss?: ExitAt;
  readonly takeProfit?: ExitAt;
}

/** `close` is a market order: where nothing else can protect what is held, or more was closed than there was. */
export type ExitRole = 'stop' | 'target' | 'close';

/** What somebody wants; journalled before any venue hears of it. */
export interface OrderIntent {
  readonly clientOrderId: ClientOrderId;
  readonly instrument: string;
  readonly account: AccountId;
  /** Who decided: `manual`, `maker`, … */
  readonly strategy: string;
  readonly side: Side;
  readonly type: OrderType;
  readonly quantity: Quantity;
  /** Present for a limit and a stop limit. */
  readonly price?: Price;
  /** Present for a stop and a stop limit. */
  readonly stopPrice?: Price;
  readonly timeInForce: TimeInForce;
  /** The venue's usual one where it is left out. */
  readonly product?: Product;
  /** Of a stop: the console moves it so many ticks behind the best price of the market, and never back. */
  readonly trail?: number;
  /** Makes it an entry, and the head of a group of its own. */
  readonly protection?: Protection;
  /** Of an order of the console's own: which entry's group it belongs to, and as what. */
  readonly exit?: { readonly protects: ClientOrderId; readonly role: ExitRole };
}

export type OrderStatus =
  | 'pending'
  | 'working'
  | 'partially_filled'
  | 'filled'
  | 'canceled'
  | 'rejected'
  | 'expired'
  | 'unknown';

/** One event in the life of an order, as journalled; the state of an order is a fold over these. */
export type OrderEvent = OrderEventBody & {
  readonly clientOrderId: ClientOrderId;
  /** The venue's clock. */
  readonly tsEvent: Instant;
  /** When we learned of it, console clock. */
  readonly tsInit: Instant;
};

export type OrderEventBody =
  | { readonly type: 'intended'; readonly intent: OrderIntent }
  | { readonly type: 'accepted'; readonly venueOrderId: VenueOrderId }
  /** A venue may give an order that it rejects an id all the same. */
  | { readonly type: 'rejected'; readonly reason: string; readonly venueOrderId?: VenueOrderId }
  | {
      readonly type: 'filled';
      readonly executionId: ExecutionId;
      readonly price: Price;
      readonly quantity: Quantity;
      readonly liquidity: 'maker' | 'taker';
      /** In the instrument's currency, where the venue tells it with the execution; it is kept with the fill. */
      readonly fee?: Money;
    }
  /** The stop price was reached: the order is a market or a limit order now. */
  | { readonly type: 'triggered' }
  | { readonly type: 'replace_requested'; readonly terms: OrderTerms }
  | { readonly type: 'replaced'; readonly terms: OrderTerms }
  | { readonly type: 'replace_rejected'; readonly reason: string }
  /** With a reason it was the console itself, for the sake of what an order protects; without, a person or a strategy. */
  | { readonly type: 'cancel_requested'; readonly reason?: string }
  | { readonly type: 'cancel_rejected'; readonly reason: string }
  | { readonly type: 'canceled'; readonly reason: string }
  | { readonly type: 'expired'; readonly reason: string }
  /** Nothing of what this entry filled is held any more, and nothing protects it; a fill that comes late begins it anew. */
  | { readonly type: 'protection_ended'; readonly reason: string }
  /** The venue cannot say how the order stands (a lost connection, a restart); whatever it says next settles it. */
  | { readonly type: 'lost'; readonly reason: string };

/** An order as folded from its events. */
export interface Order {
  /** As it was first asked for. */
  readonly intent: OrderIntent;
  /** As it stands, replaced or not. */
  readonly terms: OrderTerms;
  /** Asked for and not answered yet, whether the order is open or not. */
  readonly replacing?: OrderTerms;
  /** The newest that was asked for, answered or not, and our clock then. */
  readonly asked?: { readonly terms: OrderTerms; readonly ts: Instant };
  /** A stop whose price was reached. */
  readonly triggered: boolean;
  readonly status: OrderStatus;
  readonly venueOrderId?: VenueOrderId;
  readonly filledQuantity: Quantity;
  /** `terms.quantity - filledQuantity`: what still works, or what never traded once the order is closed. */
  readonly leavesQuantity: Quantity;
  /**
   * Σ price × quantity of the fills in nano-points; the average is this over `filledQuantity`, a quotient and never a price
   * (`core/model/average.ts`). A bigint, as 400 contracts of an index future leave the exact range of a number.
   */
  readonly filledCost: bigint;
  /** Executions already folded, so that a repeated event changes nothing. */
  readonly executions: readonly ExecutionId[];
  /** Asked for, and neither done nor refused. */
  readonly cancelRequested: boolean;
  /** Who asked for its end, where that was not refused: the console itself for the sake of what it protects, or a person or a strategy. */
  readonly withdrawnBy?: 'console' | 'others';
  /** Of an entry: nothing is left to protect. */
  readonly protectionEnded?: true;
  readonly reason?: string;
  /** How the venue closed it, whatever was filled: fills and replacements that were on their way may still come. */
  readonly ended?: { readonly status: 'canceled' | 'expired' | 'rejected'; readonly reason: string };
  /** The newest refusal of a replacement, and the venue's clock then: told again it refuses nothing newer. */
  readonly refused?: { readonly reason: string; readonly ts: Instant };
  /** The venue's clock at the newest replacement; an older one that comes late changes nothing. */
  readonly tsReplaced?: Instant;
  readonly tsCreated: Instant;
  readonly tsUpdated: Instant;
}
