import type { Order, OrderIntent, OrderTerms, OrderType } from '../model/order.ts';

/** The terms that an order begins with. */
export const termsOf = ({ quantity: whole, price, stopPrice }: OrderIntent): OrderTerms => ({
  quantity: whole,
  ...(price === undefined ? {} : { price }),
  ...(stopPrice === undefined ? {} : { stopPrice }),
});

export const sameTerms = (a: OrderTerms, b: OrderTerms): boolean =>
  a.quantity === b.quantity && a.price === b.price && a.stopPrice === b.stopPrice;

/** Whether an order of this type waits for a price before it is in the book. */
export const isStop = (type: OrderType): boolean => type === 'stop' || type === 'stop_limit';

/** Whether it still waits for its stop price. */
export const isWaiting = ({ intent, triggered }: Order): boolean => isStop(intent.type) && !triggered;
