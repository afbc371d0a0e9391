import type { Order, OrderIntent, OrderTerms, OrderType } from '../model/order.ts';

/** The terms that an order begins with. */
export function termsOf({ quantity, price, stopPrice }: OrderIntent): OrderTerms {
  if (stopPrice !== undefined) return price === undefined ? { quantity, stopPrice } : { quantity, price, stopPrice };
  return price === undefined ? { quantity } : { quantity, price };
}

export const sameTerms = (a: OrderTerms, b: OrderTerms): boolean =>
  a.quantity === b.quantity && a.price === b.price && a.stopPrice === b.stopPrice;

/** Whether an order of this type waits for a price before it is in the book. */
export const isStop = (type: OrderType): boolean => type === 'stop' || type === 'stop_limit';

/** Whether it still waits for its stop price. */
export const isWaiting = ({ intent, triggered }: Order): boolean => isStop(intent.type) && !triggered;
