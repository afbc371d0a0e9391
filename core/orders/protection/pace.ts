import type { Order } from '../../model/order.ts';
import { type Instant, instant, SECOND } from '../../model/time.ts';
import type { ProtectionAction } from './decision.ts';
import { isSettled } from './decision.ts';

/** What was refused is asked for again after this long. */
const AFTER_REFUSAL = SECOND;
/** A market order that found nobody is sent again after this long. */
export const AFTER_CLOSE = 5 * SECOND;

/** When something may be asked of an order again, if the venue refused something of late. */
export function restsUntil({ reason, tsUpdated }: Order, now: Instant): Instant | undefined {
  if (reason === undefined) return undefined;
  const until = instant(tsUpdated + AFTER_REFUSAL);
  return until > now ? until : undefined;
}

export interface Withdrawal {
  readonly actions: readonly ProtectionAction[];
  readonly again?: Instant;
}

/** Asks for the end of orders, once for each: one whose answer is awaited is asked when it has come. */
export function withdraw(orders: readonly Order[], reason: string, now: Instant): Withdrawal {
  const rests = orders.flatMap((order) => (isSettled(order) ? (restsUntil(order, now) ?? []) : []));
  const actions = orders
    .filter((order) => isSettled(order) && restsUntil(order, now) === undefined)
    .map(({ intent }): ProtectionAction => ({ type: 'cancel', clientOrderId: intent.clientOrderId, reason }));
  return rests.length > 0 ? { actions, again: instant(Math.min(...rests)) } : { actions };
}
