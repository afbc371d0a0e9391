import type { Order, OrderEvent, OrderEventBody } from '../model/order.ts';
import { type Instant, SECOND } from '../model/time.ts';
import type { Reconciling } from './reconcile.ts';

/** An order is given up after as many looks in vain over at least this long, the connection working all the while. */
export const PATIENCE = { looks: 3, for: 30 * SECOND } as const;
/** What was sent within this before the venue was asked may still be on its way. */
export const ON_ITS_WAY = 5 * SECOND;

export interface Look {
  readonly since: Instant;
  readonly looks: number;
}

type Looked = Pick<Reconciling, 'connection' | 'missing' | 'now'>;

/** Counts one more look in vain; undefined where the order could not have been seen. A broken connection begins the count anew. */
export function lookFor({ intent, tsCreated }: Order, { connection, missing }: Looked): Look | undefined {
  const { asked, workingSince } = connection;
  if (workingSince === undefined || tsCreated > asked - ON_ITS_WAY) return undefined;
  const before = missing?.get(intent.clientOrderId);
  if (before === undefined || before.since < workingSince) return { since: asked, looks: 1 };
  return { since: before.since, looks: before.looks + 1 };
}

/** What an order is taken for that was looked for in vain: lost from the second look on, and at its end once patience is. */
export function givenUp(order: Order, { since, looks }: Look, { connection, now }: Looked): OrderEvent | undefined {
  const { clientOrderId } = order.intent;
  const say = (body: OrderEventBody): OrderEvent => ({ ...body, clientOrderId, tsEvent: now, tsInit: now });
  const looked = connection.asked - since;
  if (looks < PATIENCE.looks || looked < PATIENCE.for) {
    if (looks < 2 || order.status === 'unknown') return undefined;
    return say({ type: 'lost', reason: 'The venue does not list this order; it is looked for again.' });
  }
  const search = `the venue was asked ${looks} times in ${Math.round(looked / SECOND)} seconds and does not list it`;
  if (order.venueOrderId === undefined && order.filledQuantity === 0)
    return say({ type: 'rejected', reason: `It never arrived: ${search}. It is not sent again.` });
  return say({ type: 'canceled', reason: `It is gone: ${search}, so nothing of it works any more.` });
}
