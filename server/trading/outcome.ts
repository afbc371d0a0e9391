import type { ClientOrderId } from '../../core/model/ids.ts';
import type { Order } from '../../core/model/order.ts';
import { isClosed, isOpen } from '../../core/orders/apply.ts';
import type { OrdersState } from '../../core/topics.ts';
import type { TradedDesk } from './desk.ts';

/** Whether nothing that was asked of an order is open: it is at its end, or it works as it was asked to. */
function isAnswered(order: Order): boolean {
  if (isClosed(order)) return true;
  if (order.status === 'pending' || order.status === 'unknown') return false;
  return !order.cancelRequested && order.replacing === undefined && order.intent.type !== 'market';
}

/** Orders of the console's own for the sake of an entry. */
export const exitsOf = ({ bus }: TradedDesk, entry: ClientOrderId): readonly Order[] =>
  bus.read<OrdersState>('orders').orders.filter(({ intent }) => intent.exit?.protects === entry);

/** Whether what an entry filled is looked after: as many exits as it asked for have been answered, or nothing is left to protect. */
function isProtected(desk: TradedDesk, { intent, filledQuantity, protectionEnded }: Order): boolean {
  const { protection } = intent;
  if (!protection || filledQuantity === 0 || protectionEnded) return true;
  const exits = exitsOf(desk, intent.clientOrderId);
  if (exits.some(({ intent: of }) => of.exit?.role === 'close')) return exits.every(isAnswered);
  const roles = new Set(
    exits.filter((each) => isAnswered(each) && isOpen(each)).map(({ intent: of }) => of.exit?.role),
  );
  return (!protection.stopLoss || roles.has('stop')) && (!protection.takeProfit || roles.has('target'));
}

/** The order as soon as what was asked of it is answered, exits of what it filled included, or as it is when the time is over. */
export async function outcomeOf(desk: TradedDesk, id: ClientOrderId, signal: AbortSignal): Promise<Order | undefined> {
  for await (const _ of desk.bus.changes(['orders'], signal)) {
    const order = desk.order(id);
    if (order === undefined || (isAnswered(order) && isProtected(desk, order))) return order;
  }
  return desk.order(id);
}
