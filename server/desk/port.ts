import type { Bus } from '../../core/bus.ts';
import type { Clock } from '../../core/clock.ts';
import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Order, OrderType, TimeInForce } from '../../core/model/order.ts';
import type { Price } from '../../core/model/price.ts';
import type { Quantity, Side } from '../../core/model/quantity.ts';
import type { TradeDate } from '../../core/model/time.ts';

/** An order as asked for at the edge, checked and in exact units. */
export interface OrderRequest {
  readonly instrument: string;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly type: OrderType;
  readonly price?: Price;
  readonly timeInForce: TimeInForce;
  readonly account: AccountId;
  readonly strategy?: string;
  /** Given by the caller to make a repeat harmless; otherwise the desk makes one. */
  readonly clientOrderId?: ClientOrderId;
}

/** A request that may not go to the venue: what is wrong and what to do. */
export class OrderRefused extends Error {}

/** The trading side of the console: one venue, the journal before it, the folds behind it, their states on the bus. */
export interface Desk {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly environment: string;
  tradeDate(): TradeDate;
  instruments(): readonly Instrument[];
  /** Resolves `ZN` to the front month, `znz6` to `ZNZ6`; throws a sentence with near matches. */
  instrument(name: string): Instrument;
  /** Journals the intent durably, then hands it to the venue. A repeated `clientOrderId` returns the order it already is. Throws `OrderRefused`. */
  submit(request: OrderRequest): Promise<Order>;
  cancel(clientOrderId: ClientOrderId): Promise<Order>;
  order(clientOrderId: ClientOrderId): Order | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
}
