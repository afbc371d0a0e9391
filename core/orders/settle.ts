import type { Order, OrderEvent, OrderEventBody, OrderStatus, OrderTerms } from '../model/order.ts';
import type { Instant } from '../model/time.ts';
import type { VenueFill, VenueOrder } from '../venue/books.ts';
import { applyOrderEvent, isClosed, isOpen } from './apply.ts';
import { ON_ITS_WAY, PATIENCE } from './missing.ts';
import type { OrderFinding, Reconciling } from './reconcile.ts';
import { isStop, isWaiting, sameTerms } from './terms.ts';

/** What the venue has of one order. */
export interface There {
  readonly order: VenueOrder | undefined;
  readonly fills: readonly VenueFill[];
}

export interface SettledOrder {
  readonly order: Order;
  /** Each changes something, in the order that they are to be folded. */
  readonly events: readonly OrderEvent[];
  readonly findings: readonly OrderFinding[];
}

const openThere: ReadonlySet<OrderStatus> = new Set(['pending', 'working', 'partially_filled']);

/** Brings one order in line with what the venue has of it. */
export function settle(
  ours: Order,
  { order: theirs, fills }: There,
  { connection, now }: Pick<Reconciling, 'connection' | 'now'>,
): SettledOrder {
  const { clientOrderId } = ours.intent;
  const events: OrderEvent[] = [];
  const findings: OrderFinding[] = [];
  let order = ours;
  const tell = (body: OrderEventBody, tsEvent: Instant): boolean => {
    const event = { ...body, clientOrderId, tsEvent, tsInit: now };
    const next = applyOrderEvent(order, event);
    if (next.order && next.order !== order) {
      events.push(event);
      order = next.order;
    }
    return next.problem === undefined;
  };
  /** Whether an answer to what was asked at `ts` had the time to come. */
  const isOverdue = (ts: Instant): boolean =>
    connection.workingSince !== undefined && connection.asked - Math.max(ts, connection.workingSince) >= PATIENCE.for;

  const isThere = theirs !== undefined && theirs.status !== 'rejected';
  if (isThere) tell({ type: 'accepted', venueOrderId: theirs.venueOrderId }, theirs.tsCreated);
  else if (fills[0] && (order.status === 'pending' || order.status === 'unknown'))
    tell({ type: 'accepted', venueOrderId: fills[0].venueOrderId }, fills[0].tsEvent);
  if (isThere) {
    const terms = termsThere(order, theirs);
    if (!sameTerms(terms, order.terms)) tell({ type: 'replaced', terms }, theirs.tsUpdated);
    if (isWaiting(order) && theirs.type === (order.intent.type === 'stop' ? 'market' : 'limit'))
      tell({ type: 'triggered' }, theirs.tsUpdated);
  }
  for (const { executionId, price, quantity, liquidity = 'taker', fee, tsEvent, ...fill } of fills) {
    if (order.executions.includes(executionId)) continue;
    const paid = fee === undefined ? {} : { fee };
    const isTaken = tell({ type: 'filled', executionId, price, quantity, liquidity, ...paid }, tsEvent);
    if (!isTaken && !order.executions.includes(executionId))
      findings.push({
        type: 'unexplained_fill',
        fill: { ...fill, ...paid, executionId, price, quantity, liquidity, tsEvent },
      });
  }
  if (theirs === undefined) return { order, events, findings };

  const { status, reason, tsUpdated } = theirs;
  if (status === 'canceled' || status === 'expired' || status === 'rejected')
    tell({ type: status, reason: reason ?? `The venue has it as ${status}.` }, tsUpdated);
  if (theirs.filledQuantity > order.filledQuantity)
    findings.push({
      type: 'fills_missing',
      clientOrderId,
      there: theirs.filledQuantity,
      explained: order.filledQuantity,
    });
  if (!openThere.has(status)) return { order, events, findings };
  if (order.replacing && order.asked && isOverdue(order.asked.ts))
    tell({ type: 'replace_rejected', reason: 'The venue has the order as it was; the change never arrived.' }, now);
  if (order.cancelRequested && isOpen(order) && isOverdue(order.tsUpdated))
    tell({ type: 'cancel_rejected', reason: 'The venue has the order working; the cancel never arrived.' }, now);
  if (isClosed(ours) && isClosed(order) && ours.tsUpdated < connection.asked - ON_ITS_WAY)
    findings.push({ type: 'open_there', clientOrderId, order: theirs });
  return { order, events, findings };
}

/** The terms of ours with the venue's values: only what our kind of order has. */
function termsThere({ intent: { type }, terms }: Order, theirs: VenueOrder): OrderTerms {
  const { quantity, price = terms.price, stopPrice = terms.stopPrice } = theirs.terms;
  return {
    quantity,
    ...((type === 'limit' || type === 'stop_limit') && price !== undefined ? { price } : {}),
    ...(isStop(type) && stopPrice !== undefined ? { stopPrice } : {}),
  };
}
