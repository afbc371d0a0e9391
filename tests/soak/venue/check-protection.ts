import type { Order } from '../../../core/model/order.ts';
import { sideSign } from '../../../core/model/quantity.ts';
import { isOpen } from '../../../core/orders/apply.ts';
import type { OrdersState, PositionsState } from '../../../core/topics.ts';
import type { VenueConsole } from './console.ts';

/** Exits that work are as many as what is held, and fewer only by what a person took them away from. */
export function checkProtection({ desk, journal }: VenueConsole): string[] {
  const { positions } = desk.bus.read<PositionsState>('positions');
  const { orders } = desk.bus.read<OrdersState>('orders');
  const guarded = positions.filter(({ strategy }) => strategy === 'guarded');
  return guarded.flatMap(({ instrument, account, quantity }) => {
    const of = orders.filter(({ intent }) => intent.account === account && intent.strategy === 'guarded');
    const closing = of.filter((order) => isOpen(order) && order.intent.exit);
    const isBeside = closing.some(({ intent }) => sideSign(intent.side) === Math.sign(quantity));
    if (isBeside) return [`An exit of ${instrument} would add to ${quantity}.`];
    const held = Math.abs(quantity);
    const given = withdrawn(of, (id) => journal.ordersOfGroup(id).flatMap((each) => desk.order(each) ?? []));
    return (['stop', 'target'] as const).flatMap((role) => {
      const leaves = closing
        .filter(({ intent }) => intent.exit?.role === role)
        .reduce((sum, { leavesQuantity }) => sum + leavesQuantity, 0);
      if (leaves > held) return [`${leaves} of ${role}s work for ${held} ${instrument}.`];
      if (leaves < held - given)
        return [`${leaves} of ${role}s work for ${held} ${instrument}, ${given} of them given up.`];
      return [];
    });
  });
}

/** Contracts whose exits somebody canceled: theirs to look after. */
function withdrawn(
  orders: readonly Order[],
  groupOf: (id: Order['intent']['clientOrderId']) => readonly Order[],
): number {
  return orders
    .filter(({ intent }) => intent.protection)
    .reduce((sum, entry) => {
      const exits = groupOf(entry.intent.clientOrderId).filter(({ intent }) => intent.exit);
      const isTheirs = exits.some(({ withdrawnBy, status }) => withdrawnBy === 'others' && status !== 'filled');
      return isTheirs ? sum + entry.filledQuantity : sum;
    }, 0);
}
