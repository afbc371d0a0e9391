import type { OrderIntake } from '../own-orders/order-intake.ts';
import type { OwnOrders } from '../own-orders/orders.ts';
import type { OwnOrder } from '../own-orders/own-order.ts';
import type { OrderRecord, TradeRecord } from '../own-orders/record.ts';
import type { UpstoxOrder } from './parse/order.ts';
import type { Parts } from './parts.ts';

/** From wherever it comes. */
export type HeardRow = OrderRecord & Pick<UpstoxOrder, 'settling' | 'refused'>;

export interface Rows {
  readonly row: (row: HeardRow) => void;
  readonly trade: (trade: TradeRecord) => void;
}

/** Takes rows and executions as Upstox has them, and gives on what holds of whole orders. */
export function takeRows(orders: OwnOrders, parts: Parts, intake: Pick<OrderIntake, 'row' | 'trade'>): Rows {
  const refuse = (own: OwnOrder, { refused, reason = 'Upstox did not do it.' }: HeardRow): void => {
    if (refused === 'change' && own.order.replacing) orders.replaceRejected(own, reason);
    if (refused === 'cancel' && own.order.cancelRequested) orders.cancelRejected(own, reason);
  };
  return {
    row(row) {
      const own = orders.ofVenueId(row.id);
      if (own !== undefined && row.refused !== undefined) refuse(own, row);
      // while a change is on its way, its row says what is not so yet
      if (own === undefined || !row.settling) intake.row(parts.row(row));
    },
    trade: (trade) => intake.trade(parts.trade(trade)),
  };
}
