import type { Order, OrderEventBody } from '../../model/order.ts';
import type { Instant } from '../../model/time.ts';

/** How an order of an earlier start ended while the venue stood still; undefined when it goes back to its place. `dayEnd` is the end of its day. */
export function endedMeanwhile(order: Order, dayEnd: Instant | undefined, at: Instant): OrderEventBody | undefined {
  const { intent, triggered, filledQuantity, venueOrderId, cancelRequested } = order;
  const arrived = venueOrderId !== undefined || filledQuantity > 0;
  if (!arrived)
    return { type: 'rejected', reason: 'The console stopped before the venue had this order; send it again.' };
  if (cancelRequested) return { type: 'canceled', reason: 'Canceled on request.' };
  if (dayEnd !== undefined && dayEnd <= at)
    return { type: 'expired', reason: 'The session ended while the console was stopped; a day order ends with it.' };
  const rests = intent.type === 'limit' || intent.type === 'stop_limit' || (intent.type === 'stop' && !triggered);
  if (intent.timeInForce === 'day' && rests) return undefined;
  return { type: 'canceled', reason: 'The console stopped before this order was done; it does not rest.' };
}
