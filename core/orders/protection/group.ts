import type { ClientOrderId } from '../../model/ids.ts';
import type { ExitRole, Order } from '../../model/order.ts';
import { type Side, sideSign } from '../../model/quantity.ts';
import { isOpen } from '../apply.ts';

/** An entry and what was sent for its sake, oldest first: a fold of the journal, and all that is ever remembered of a protection. */
export interface Group {
  readonly entry: Order;
  readonly exits: readonly Order[];
}

/** The entry of the group that an order belongs to; undefined for one of no group. */
export function groupOf({ intent }: Order): ClientOrderId | undefined {
  return intent.exit?.protects ?? (intent.protection ? intent.clientOrderId : undefined);
}

export const opposite = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');

/** Contracts that the entry filled and its exits have not closed; negative when they closed more. */
export function heldBy({ entry, exits }: Group): number {
  const sign = sideSign(entry.intent.side);
  return exits.reduce(
    (held, { intent, filledQuantity }) => held + sign * sideSign(intent.side) * filledQuantity,
    entry.filledQuantity as number,
  );
}

export const exitsOf = ({ exits }: Group, role: ExitRole): readonly Order[] =>
  exits.filter(({ intent }) => intent.exit?.role === role);

/** Stops and targets that are not closed. */
export const liveExits = ({ exits }: Group): readonly Order[] =>
  exits.filter((order) => order.intent.exit?.role !== 'close' && isOpen(order));

/** The most that may work of these orders, whatever the answers to what was asked of them are. */
export function workingMost(orders: readonly Order[]): number {
  return orders.reduce((most, order) => {
    if (!isOpen(order)) return most;
    const { terms, replacing, filledQuantity } = order;
    return most + Math.max(0, Math.max(terms.quantity, replacing?.quantity ?? 0) - filledQuantity);
  }, 0);
}

/** How many exits of a role came to nothing in a row at the end, without anybody having asked for their end. */
export function failuresOf(group: Group, role: ExitRole): readonly Order[] {
  const mine = exitsOf(group, role);
  const last = mine.findLastIndex((order) => !cameToNothing(order));
  return mine.slice(last + 1);
}

const cameToNothing = ({ status, filledQuantity, withdrawnBy }: Order): boolean =>
  filledQuantity === 0 && (status === 'rejected' || (status === 'canceled' && withdrawnBy === undefined));
