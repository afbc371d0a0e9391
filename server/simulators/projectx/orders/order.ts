import { divideHalfEvenBig, toSafe } from '../../../../core/model/decimal.ts';
import type { VenueOrderId } from '../../../../core/model/ids.ts';
import type { OrderStatus as Status } from '../../../../core/model/order.ts';
import { type Price, priceFromTicks } from '../../../../core/model/price.ts';
import type { Quantity, Side } from '../../../../core/model/quantity.ts';
import type { Instant } from '../../../../core/model/time.ts';
import type { ExchangeOrder } from '../../port.ts';
import type { Account } from '../accounts.ts';
import { OrderSide, OrderStatus, type OrderStatusCode, OrderType } from '../codes.ts';
import type { Contract } from '../contracts.ts';
import { priceNumber, timestamp } from '../numbers.ts';

export interface OrderIdentity {
  readonly id: number;
  readonly account: Account;
  readonly contract: Contract;
  readonly type: number;
  readonly side: Side;
  readonly customTag: string | null;
  readonly parentId?: number;
}

const statusCodes: Readonly<Record<Status, OrderStatusCode>> = {
  pending: OrderStatus.pending,
  working: OrderStatus.open,
  partially_filled: OrderStatus.open,
  unknown: OrderStatus.open,
  filled: OrderStatus.filled,
  canceled: OrderStatus.cancelled,
  expired: OrderStatus.expired,
  rejected: OrderStatus.rejected,
};

/** An order as the gateway keeps it: before, beside and after what the exchange has of it. */
export class GatewayOrder {
  readonly identity: OrderIdentity;
  readonly tsCreated: Instant;
  tsUpdated: Instant;
  size: Quantity;
  limitPrice: Price | undefined;
  stopPrice: Price | undefined;
  /** Of a trailing stop. */
  trailTicks: number | undefined;
  linkedId: number | undefined;
  status: OrderStatusCode = OrderStatus.pending;
  filled = 0 as Quantity;
  filledCost = 0n;
  /** Once the exchange has it. */
  exchangeId: VenueOrderId | undefined;

  constructor(identity: OrderIdentity, size: Quantity, at: Instant) {
    this.identity = identity;
    this.size = size;
    this.tsCreated = at;
    this.tsUpdated = at;
  }

  get isOver(): boolean {
    const { open, pending, suspended } = OrderStatus;
    return this.status !== open && this.status !== pending && this.status !== suspended;
  }

  get isSuspended(): boolean {
    return this.status === OrderStatus.suspended;
  }

  /** Of its fills, to the nano-point. */
  get averagePrice(): Price | undefined {
    if (this.filled === 0) return undefined;
    return toSafe(divideHalfEvenBig(this.filledCost, BigInt(this.filled)), 'the average') as Price;
  }

  /** Takes over what the exchange says. */
  follow({ status, filledQuantity, filledCost, terms, tsUpdated, id }: ExchangeOrder): void {
    this.exchangeId = id;
    this.status = statusCodes[status];
    this.filled = filledQuantity;
    this.filledCost = filledCost;
    this.size = terms.quantity;
    if (this.limitPrice !== undefined && terms.price !== undefined) this.limitPrice = terms.price;
    if (this.stopPrice !== undefined && terms.stopPrice !== undefined) this.stopPrice = terms.stopPrice;
    this.tsUpdated = tsUpdated;
  }

  end(status: OrderStatusCode, at: Instant): void {
    this.status = status;
    this.tsUpdated = at;
  }

  row() {
    const { id, account, contract, type, side, customTag, parentId } = this.identity;
    const { limitPrice, stopPrice, averagePrice, trailTicks, linkedId } = this;
    return {
      id,
      accountId: account.id,
      contractId: contract.id,
      symbolId: contract.symbolId,
      creationTimestamp: timestamp(this.tsCreated),
      updateTimestamp: timestamp(this.tsUpdated),
      status: this.status,
      type,
      side: side === 'buy' ? OrderSide.bid : OrderSide.ask,
      size: this.size,
      limitPrice: limitPrice === undefined ? null : priceNumber(limitPrice),
      stopPrice: stopPrice === undefined ? null : priceNumber(stopPrice),
      fillVolume: this.filled,
      filledPrice: averagePrice === undefined ? null : priceNumber(averagePrice),
      customTag,
      ...(type === OrderType.trailingStop && trailTicks !== undefined
        ? {
            trailDistance: trailTicks,
            // the distance in points, although it is given as a level
            trailPrice: priceNumber(priceFromTicks(trailTicks, contract.instrument.tick)),
          }
        : {}),
      ...(parentId === undefined ? {} : { parentOrderId: parentId }),
      ...(linkedId === undefined ? {} : { linkedOrderId: linkedId }),
    };
  }
}

export type OrderRow = ReturnType<GatewayOrder['row']>;
