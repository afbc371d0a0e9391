import type { AccountId, ExecutionId, VenueOrderId } from '../../../core/model/ids.ts';
import type { Money } from '../../../core/model/money.ts';
import type { OrderStatus, OrderTerms, OrderType } from '../../../core/model/order.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Quantity, Side } from '../../../core/model/quantity.ts';
import type { Instant } from '../../../core/model/time.ts';

/** `none` where the venue has only heard of it. */
export type Standing = 'none' | 'open' | 'filled' | 'canceled' | 'expired' | 'rejected';

/** An order as a venue tells it, by its stream or when it is asked. */
export interface OrderRecord {
  readonly id: VenueOrderId;
  readonly account: AccountId;
  readonly contractId: string;
  readonly side: Side;
  /** The desk's word, or the venue's own. */
  readonly type: OrderType | (string & {});
  readonly terms: OrderTerms;
  readonly standing: Standing;
  readonly filledQuantity: Quantity;
  readonly tag?: string;
  readonly parent?: VenueOrderId;
  /** Why it stands so, as a sentence; absent where the venue does not say. */
  readonly reason?: string;
  /** It waited for its stop price and was reached; absent where the venue does not say. */
  readonly triggered?: true;
  readonly tsCreated: Instant;
  readonly tsUpdated: Instant;
  /** Counts what was heard: of two rows of one instant the one that was heard or asked for later is newer. Absent where instants are fine enough. */
  readonly heard?: number;
}

/** An execution of an account as a venue tells it. */
export interface TradeRecord {
  readonly id: ExecutionId;
  readonly order: VenueOrderId;
  readonly account: AccountId;
  readonly contractId: string;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly price: Price;
  /** Fees and commissions, where the venue tells them. */
  readonly fee?: Money;
  readonly voided: boolean;
  readonly ts: Instant;
}

/** How an order stands in the desk's words. */
export function statusOf({ standing, filledQuantity }: OrderRecord): OrderStatus {
  if (standing === 'none') return 'pending';
  if (standing !== 'open') return standing;
  return filledQuantity > 0 ? 'partially_filled' : 'working';
}
