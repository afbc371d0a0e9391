import type { ClientOrderId } from '../model/ids.ts';
import type { Order, OrderEvent, OrderIntent } from '../model/order.ts';
import { type Side, type SignedQuantity, sideSign } from '../model/quantity.ts';

export interface OpenOrder {
  readonly intent: OrderIntent;
  readonly leaves: number;
  readonly canceling: boolean;
}

/** What a strategy holds and has open; every strategy keeps count of these two alike. */
export interface Holdings {
  readonly position: number;
  readonly open: ReadonlyMap<ClientOrderId, OpenOrder>;
}

export function holdingsOf(position: SignedQuantity, orders: readonly Order[]): Holdings {
  const open = orders.map(({ intent, leavesQuantity, cancelRequested }): [ClientOrderId, OpenOrder] => [
    intent.clientOrderId,
    { intent, leaves: leavesQuantity, canceling: cancelRequested },
  ]);
  return { position, open: new Map(open) };
}

export function sent(holdings: Holdings, intent: OrderIntent): Holdings {
  return change(holdings, intent.clientOrderId, { intent, leaves: intent.quantity, canceling: false });
}

export function canceling(holdings: Holdings, order: OpenOrder): Holdings {
  return change(holdings, order.intent.clientOrderId, { ...order, canceling: true });
}

/** Counts what became of an order; the same object when it is somebody else's or changes nothing. */
export function heard(holdings: Holdings, event: OrderEvent): Holdings {
  const order = holdings.open.get(event.clientOrderId);
  if (order === undefined) return holdings;
  switch (event.type) {
    case 'filled': {
      const position = holdings.position + sideSign(order.intent.side) * event.quantity;
      const leaves = order.leaves - event.quantity;
      return change({ ...holdings, position }, event.clientOrderId, leaves > 0 ? { ...order, leaves } : undefined);
    }
    case 'rejected':
    case 'canceled':
    case 'expired':
      return change(holdings, event.clientOrderId, undefined);
    case 'cancel_rejected':
      return change(holdings, event.clientOrderId, { ...order, canceling: false });
    default:
      return holdings;
  }
}

/** The position if everything open on one side were filled: what a limit on inventory has to hold for. */
export function furthest({ position, open }: Holdings, side: Side): number {
  let reach = position;
  for (const { intent, leaves } of open.values()) if (intent.side === side) reach += sideSign(side) * leaves;
  return reach;
}

function change(holdings: Holdings, id: ClientOrderId, order: OpenOrder | undefined): Holdings {
  const open = new Map(holdings.open);
  if (order === undefined) open.delete(id);
  else open.set(id, order);
  return { ...holdings, open };
}
