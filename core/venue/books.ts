import type { AccountId, ClientOrderId, ExecutionId, VenueOrderId } from '../model/ids.ts';
import type { Money } from '../model/money.ts';
import type { OrderStatus, OrderTerms, OrderType, TimeInForce } from '../model/order.ts';
import type { Price } from '../model/price.ts';
import type { Quantity, Side, SignedQuantity } from '../model/quantity.ts';
import type { Instant } from '../model/time.ts';

/** An account as the venue states it. */
export interface VenueAccount {
  readonly id: AccountId;
  /** What a person knows it by. */
  readonly name: string;
  readonly currency: string;
  /** Absent where the venue does not tell. */
  readonly balance?: Money;
  readonly canTrade: boolean;
  /** Trades no real money; absent where the venue does not tell. */
  readonly simulated?: boolean;
}

/** What an account holds of an instrument, as the venue states it. */
export interface VenuePosition {
  readonly account: AccountId;
  /** Of the settings (`ZNZ6`), or the venue's own name of what they do not have. */
  readonly instrument: string;
  readonly quantity: SignedQuantity;
  /** The venue's average as decimal text: a quotient, and never a price. */
  readonly average?: string;
  readonly realized?: Money;
  readonly unrealized?: Money;
  /** The position that the day began with, where the venue tells it. */
  readonly startOfDay?: SignedQuantity;
}

/** An order as the venue states it, whoever placed it. */
export interface VenueOrder {
  readonly venueOrderId: VenueOrderId;
  /** Ours, by its tag; absent for an order that another program or person placed. */
  readonly clientOrderId?: ClientOrderId;
  readonly account: AccountId;
  readonly instrument: string;
  readonly side: Side;
  /** The venue's own word where the desk has no such type. */
  readonly type: OrderType | (string & {});
  readonly timeInForce?: TimeInForce | (string & {});
  readonly terms: OrderTerms;
  readonly filledQuantity: Quantity;
  readonly status: OrderStatus;
  readonly reason?: string;
  /** The order that this one protects or is a part of. */
  readonly parent?: VenueOrderId;
  /** The venue's clock. */
  readonly tsCreated: Instant;
  readonly tsUpdated: Instant;
}

/** An execution as the venue states it. */
export interface VenueFill {
  readonly executionId: ExecutionId;
  readonly venueOrderId: VenueOrderId;
  /** Absent for an order that is not ours. */
  readonly clientOrderId?: ClientOrderId;
  readonly account: AccountId;
  readonly instrument: string;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly price: Price;
  readonly fee?: Money;
  readonly liquidity?: 'maker' | 'taker';
  readonly tsEvent: Instant;
}

/**
 * What a venue keeps of us, asked for and not streamed: the other side of every reconciliation. Each call asks the venue anew, over all its pages, and
 * rejects with a `VenueProblem` when it cannot be asked; a record that cannot be read is told as a `malformed` event and left out.
 */
export interface VenueBooks {
  accounts(): Promise<readonly VenueAccount[]>;
  positions(account: AccountId): Promise<readonly VenuePosition[]>;
  /** Open orders, and those that changed since an instant. */
  orders(account: AccountId, since: Instant): Promise<readonly VenueOrder[]>;
  /** Executions at or after an instant of the venue's clock, oldest first. */
  fills(account: AccountId, since: Instant): Promise<readonly VenueFill[]>;
}

/** The venue could not be asked, or said no: what went wrong and what to do. */
export class VenueProblem extends Error {
  override readonly name = 'VenueProblem';
}
