import type { AccountId, ClientOrderId, ExecutionId, VenueOrderId } from '../../core/model/ids.ts';
import type { ExitAt, ExitRole, OrderEvent, OrderEventBody, OrderIntent, OrderTerms } from '../../core/model/order.ts';
import type { Price } from '../../core/model/price.ts';
import type { Quantity } from '../../core/model/quantity.ts';
import type { Instant } from '../../core/model/time.ts';

/** A row of `order_events`, as far as the event itself goes. */
export interface OrderEventRow {
  readonly seq: number;
  readonly client_order_id: ClientOrderId;
  readonly type: OrderEvent['type'];
  readonly instrument: string;
  readonly account: AccountId;
  readonly strategy: string;
  readonly side: OrderIntent['side'];
  readonly order_type: OrderIntent['type'];
  readonly time_in_force: OrderIntent['timeInForce'];
  readonly quantity: Quantity;
  readonly price: Price | null;
  readonly stop_price: Price | null;
  readonly event_quantity: Quantity | null;
  readonly event_price: Price | null;
  readonly event_stop_price: Price | null;
  readonly venue_order_id: VenueOrderId | null;
  readonly execution_id: ExecutionId | null;
  readonly liquidity: 'maker' | 'taker' | null;
  readonly reason: string | null;
  readonly order_group: ClientOrderId | null;
  readonly role: ExitRole | 'entry' | null;
  readonly stop_loss_ticks: number | null;
  readonly stop_loss_price: Price | null;
  readonly take_profit_ticks: number | null;
  readonly take_profit_price: Price | null;
  readonly product: NonNullable<OrderIntent['product']> | null;
  readonly trail_ticks: number | null;
  readonly ts_event: Instant;
  readonly ts_init: Instant;
}

/** The event that a row was written from. */
export function orderEventOf(row: OrderEventRow): OrderEvent {
  const { client_order_id: clientOrderId, ts_event: tsEvent, ts_init: tsInit } = row;
  return { ...bodyOf(row), clientOrderId, tsEvent, tsInit };
}

function bodyOf(row: OrderEventRow): OrderEventBody {
  const { type } = row;
  switch (type) {
    case 'intended':
      return { type, intent: intentOf(row) };
    case 'accepted':
      return { type, venueOrderId: row.venue_order_id! };
    case 'filled':
      return {
        type,
        executionId: row.execution_id!,
        price: row.event_price!,
        quantity: row.event_quantity!,
        liquidity: row.liquidity!,
      };
    case 'replace_requested':
    case 'replaced':
      return { type, terms: termsOf(row) };
    case 'triggered':
      return { type };
    case 'rejected':
      return {
        type,
        reason: row.reason!,
        ...(row.venue_order_id === null ? {} : { venueOrderId: row.venue_order_id }),
      };
    case 'cancel_requested':
      return row.reason === null ? { type } : { type, reason: row.reason };
    default:
      return { type, reason: row.reason! };
  }
}

const intentOf = (row: OrderEventRow): OrderIntent => ({
  clientOrderId: row.client_order_id,
  instrument: row.instrument,
  account: row.account,
  strategy: row.strategy,
  side: row.side,
  type: row.order_type,
  quantity: row.quantity,
  ...(row.price === null ? {} : { price: row.price }),
  ...(row.stop_price === null ? {} : { stopPrice: row.stop_price }),
  timeInForce: row.time_in_force,
  ...(row.product === null ? {} : { product: row.product }),
  ...(row.trail_ticks === null || row.role === 'entry' ? {} : { trail: row.trail_ticks }),
  ...groupOf(row),
});

function groupOf(row: OrderEventRow): Pick<OrderIntent, 'protection' | 'exit'> {
  const { role, order_group: protects } = row;
  if (role === null || protects === null) return {};
  if (role !== 'entry') return { exit: { protects, role } };
  const stopLoss = exitAt(row.stop_loss_ticks, row.stop_loss_price, row.trail_ticks !== null);
  const takeProfit = exitAt(row.take_profit_ticks, row.take_profit_price);
  return { protection: { ...(stopLoss ? { stopLoss } : {}), ...(takeProfit ? { takeProfit } : {}) } };
}

function exitAt(ticks: number | null, price: Price | null, trails = false): ExitAt | undefined {
  if (ticks !== null) return trails ? { ticks, trails } : { ticks };
  return price === null ? undefined : { price };
}

const termsOf = (row: OrderEventRow): OrderTerms => ({
  quantity: row.event_quantity!,
  ...(row.event_price === null ? {} : { price: row.event_price }),
  ...(row.event_stop_price === null ? {} : { stopPrice: row.event_stop_price }),
});
