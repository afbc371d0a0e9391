import type { OrderTerms } from '../../model/order.ts';
import type { Market } from './market.ts';
import type { OwnOrder } from './own-order.ts';
import { refuse } from './refuse.ts';

/** What becomes of an order that is asked to have other terms. */
export type Replacement =
  | { readonly what: 'refuse'; readonly reason: string }
  /** The new quantity leaves nothing to trade. */
  | { readonly what: 'cancel'; readonly reason: string }
  /** It stays where it stands in its queue. */
  | { readonly what: 'keep' }
  /** It comes anew: takes what it crosses, or goes to the back of a queue. */
  | { readonly what: 'requeue' };

/**
 * Decides as an exchange does: a quantity is of the whole order, what is filled included (FIX tag 38), so one at or below what is filled
 * cancels the rest; less of it keeps the place in the queue; more of it, or another price, loses the place.
 */
export function replacementOf(order: OwnOrder, terms: OrderTerms, market: Market): Replacement {
  const { intent, waiting, filled } = order;
  const { stopPrice } = order.terms;
  if (!waiting && terms.stopPrice !== stopPrice && stopPrice !== undefined) {
    const reason = `Order ${intent.clientOrderId} was triggered, so its stop price is history; leave it as it is.`;
    return { what: 'refuse', reason };
  }
  const reason = refuse(order, terms, market);
  if (reason !== undefined) return { what: 'refuse', reason };
  if (terms.quantity <= filled) {
    return {
      what: 'cancel',
      reason: `The new quantity of ${terms.quantity} is no more than the ${filled} filled, so the rest is canceled.`,
    };
  }
  const isSamePrice = terms.price === order.terms.price && terms.stopPrice === stopPrice;
  const isLessAlone = isSamePrice && terms.quantity <= order.terms.quantity;
  return { what: isLessAlone ? 'keep' : 'requeue' };
}
