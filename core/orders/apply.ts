import type { ExitAt, Order, OrderEvent, OrderIntent, OrderStatus } from '../model/order.ts';
import { quantity } from '../model/quantity.ts';
import type { Instant } from '../model/time.ts';
import { isStop, sameTerms, termsOf } from './terms.ts';

export type OrderProblemCode =
  /** The first event seen is not the intent. */
  | 'no_intent'
  /** A second intent with this id asks for something else. */
  | 'intent_differs'
  /** More was filled than was asked for. */
  | 'overfilled'
  | 'filled_after_rejection'
  | 'rejected_after_fill'
  /** Canceled, expired or rejected although it was closed in another way. */
  | 'closed_twice';

/** An event that cannot follow what is known. It is data: the caller journals the event all the same and shows the problem. */
export interface OrderProblem {
  readonly code: OrderProblemCode;
  readonly message: string;
  readonly event: OrderEvent;
}

export interface OrderTransition {
  /** The same object when nothing changed; undefined only when there was no order and the event is no intent. */
  readonly order: Order | undefined;
  readonly problem?: OrderProblem;
}

const closed: ReadonlySet<OrderStatus> = new Set(['filled', 'canceled', 'rejected', 'expired']);

/** Whether nothing more is expected of the venue. */
export const isClosed = (order: Order): boolean => closed.has(order.status);
export const isOpen = (order: Order): boolean => !closed.has(order.status);

/**
 * The state of an order after one more event. Pure and total: it never throws, a repeated event changes nothing, and events that
 * arrive in another order than they happened (a fill before its acceptance or before the replacement that made room for it, a cancel
 * before the last fill) end in the same state. Executions always count, as the venue moved them: a closed order stays closed, but a
 * canceled or expired one that turns out to be wholly filled is `filled`, a filled one that turns out to have been replaced by more
 * is open again, or as the venue ended it, and so is a rejected one that turns out to have traded: that is a `problem` all the same. Any other
 * impossible event leaves the order as it was and comes back as `problem`.
 */
export function applyOrderEvent(order: Order | undefined, event: OrderEvent): OrderTransition {
  if (event.type === 'intended') return intended(order, event.intent, event);
  if (!order) return refuse(order, event, 'no_intent', `${event.type} came for an order that nobody intended`);
  switch (event.type) {
    case 'accepted':
      return accepted(order, event);
    case 'filled':
      return filled(order, event);
    case 'rejected':
      if (order.filledQuantity > 0) {
        const what = `was rejected after ${order.filledQuantity} had been filled`;
        return refuse(order, event, 'rejected_after_fill', what);
      }
      return close(order, event, 'rejected');
    case 'canceled':
    case 'expired':
      return close(order, event, event.type);
    case 'triggered':
      return order.triggered ? { order } : change(order, event.tsInit, { triggered: true });
    case 'replace_requested':
      return asked(order, event);
    case 'replaced':
      return replaced(order, event);
    case 'replace_rejected':
      return replaceRejected(order, event);
    case 'cancel_requested':
      if (isClosed(order) || order.cancelRequested) return { order };
      return change(order, event.tsInit, {
        cancelRequested: true,
        withdrawnBy: event.reason === undefined ? 'others' : 'console',
      });
    case 'cancel_rejected':
      return cancelRejected(order, event);
    case 'protection_ended':
      return order.protectionEnded ? { order } : change(order, event.tsInit, { protectionEnded: true });
    case 'lost':
      if (isClosed(order) || order.status === 'unknown') return { order };
      return change(order, event.tsInit, { status: 'unknown', reason: event.reason });
  }
}

/** Folds events of one order from nothing, with the problems met on the way. */
export function foldOrder(events: Iterable<OrderEvent>): {
  order: Order | undefined;
  problems: readonly OrderProblem[];
} {
  let order: Order | undefined;
  const problems: OrderProblem[] = [];
  for (const event of events) {
    const transition = applyOrderEvent(order, event);
    order = transition.order;
    if (transition.problem) problems.push(transition.problem);
  }
  return { order, problems };
}

function intended(order: Order | undefined, intent: OrderIntent, event: OrderEvent): OrderTransition {
  if (!order) {
    return {
      order: {
        intent,
        terms: termsOf(intent),
        triggered: false,
        status: 'pending',
        filledQuantity: quantity(0),
        leavesQuantity: intent.quantity,
        filledCost: 0n,
        executions: [],
        cancelRequested: false,
        tsCreated: event.tsInit,
        tsUpdated: event.tsInit,
      },
    };
  }
  if (sameIntent(order.intent, intent)) return { order };
  return refuse(order, event, 'intent_differs', 'was intended a second time with other terms');
}

function accepted(order: Order, event: OrderEvent & { type: 'accepted' }): OrderTransition {
  const waiting = order.status === 'pending' || order.status === 'unknown';
  if (!waiting && order.venueOrderId === event.venueOrderId) return { order };
  return change(order, event.tsInit, {
    venueOrderId: event.venueOrderId,
    ...(waiting ? { status: openStatus(order) } : {}),
  });
}

function filled(order: Order, event: OrderEvent & { type: 'filled' }): OrderTransition {
  if (order.executions.includes(event.executionId)) return { order };
  if (order.ended?.status === 'rejected') {
    const { ended: _untrue, reason: _too, ...alive } = order;
    const counted = filled({ ...alive, status: openStatus(order) }, event);
    if (counted.problem) return { ...counted, order };
    const what = `has a fill of ${event.quantity} although it was rejected`;
    return { ...refuse(order, event, 'filled_after_rejection', what), order: counted.order };
  }
  const filledQuantity = quantity(order.filledQuantity + event.quantity);
  const made = filledQuantity > order.terms.quantity ? replacementDone(order) : order;
  if (filledQuantity > made.terms.quantity) {
    return refuse(order, event, 'overfilled', `has a fill of ${event.quantity} with only ${order.leavesQuantity} left`);
  }
  const { protectionEnded: _again, ...begun } = made;
  const next: Order = {
    ...begun,
    status: isClosed(order) ? order.status : 'partially_filled',
    triggered: order.triggered || isStop(order.intent.type),
    filledQuantity,
    filledCost: order.filledCost + BigInt(event.price) * BigInt(event.quantity),
    executions: [...order.executions, event.executionId],
  };
  return change(inLine(next), event.tsInit, {});
}

/** More is filled than there was room for, so the replacement that was asked for is done, although word of it has not come. */
function replacementDone({ replacing, ...order }: Order): Order {
  return replacing === undefined ? order : { ...order, terms: replacing };
}

function asked(order: Order, { terms, tsInit: ts }: OrderEvent & { type: 'replace_requested' }): OrderTransition {
  const known = order.asked;
  const isRepeat = known && (ts < known.ts || (ts === known.ts && sameTerms(known.terms, terms)));
  if (isClosed(order) || isRepeat) return { order };
  return change(order, ts, { replacing: terms, asked: { terms, ts } });
}

function replaceRejected(order: Order, event: OrderEvent & { type: 'replace_rejected' }): OrderTransition {
  const { reason, tsEvent: ts, tsInit } = event;
  const known = order.refused;
  if (known && (ts < known.ts || (ts === known.ts && reason === known.reason))) return { order };
  const { replacing, ...kept } = order;
  const isShown = replacing !== undefined && !isClosed(order);
  return change({ ...kept, refused: { reason, ts } }, tsInit, isShown ? { reason } : {});
}

function cancelRejected(order: Order, { reason, tsInit }: OrderEvent & { type: 'cancel_rejected' }): OrderTransition {
  if (!order.cancelRequested) return { order };
  const { withdrawnBy: _refused, ...kept } = order;
  return change(kept, tsInit, { cancelRequested: false, ...(isClosed(order) ? {} : { reason }) });
}

function replaced(order: Order, { terms, tsEvent, tsInit }: OrderEvent & { type: 'replaced' }): OrderTransition {
  const { tsReplaced } = order;
  const isOld = tsReplaced !== undefined && tsEvent < tsReplaced;
  if (isOld || (tsEvent === tsReplaced && sameTerms(order.terms, terms))) return { order };
  const { replacing: _done, ...kept } = order;
  const status = order.status === 'unknown' ? openStatus(order) : order.status;
  return change(inLine({ ...kept, status, terms, tsReplaced: tsEvent }), tsInit, {});
}

function close(
  order: Order,
  event: OrderEvent & { type: 'canceled' | 'expired' | 'rejected' },
  status: 'canceled' | 'expired' | 'rejected',
): OrderTransition {
  if (order.ended?.status === status) return { order };
  if (order.ended || (order.status === 'filled' && status === 'rejected')) {
    return refuse(order, event, 'closed_twice', `was ${status} although it was ${order.status}`);
  }
  const id = event.type === 'rejected' && event.venueOrderId !== undefined ? { venueOrderId: event.venueOrderId } : {};
  return change(inLine({ ...order, ...id, ended: { status, reason: event.reason } }), event.tsInit, {});
}

/** Brings what is left and how the order stands in line with its terms, its fills and the end the venue gave it. */
function inLine(order: Order): Order {
  const { terms, filledQuantity, ended } = order;
  const next = { ...order, leavesQuantity: quantity(Math.max(0, terms.quantity - filledQuantity)) };
  if (filledQuantity > 0 && next.leavesQuantity === 0) {
    const { reason: _settled, ...whole } = next;
    return { ...whole, status: 'filled', cancelRequested: ended ? false : order.cancelRequested };
  }
  if (ended) return { ...next, ...ended, cancelRequested: false };
  return isClosed(order) ? { ...next, status: openStatus(order) } : next;
}

const openStatus = (order: Order): OrderStatus => (order.filledQuantity > 0 ? 'partially_filled' : 'working');

function change(order: Order, at: Instant, to: Partial<Order>): OrderTransition {
  return { order: { ...order, ...to, tsUpdated: at > order.tsUpdated ? at : order.tsUpdated } };
}

function refuse(order: Order | undefined, event: OrderEvent, code: OrderProblemCode, what: string): OrderTransition {
  return { order, problem: { code, message: `Order ${event.clientOrderId} ${what}.`, event } };
}

function sameIntent(a: OrderIntent, b: OrderIntent): boolean {
  return (
    a.instrument === b.instrument &&
    a.account === b.account &&
    a.strategy === b.strategy &&
    a.side === b.side &&
    a.type === b.type &&
    a.quantity === b.quantity &&
    a.price === b.price &&
    a.stopPrice === b.stopPrice &&
    a.timeInForce === b.timeInForce &&
    a.product === b.product &&
    a.trail === b.trail &&
    a.exit?.protects === b.exit?.protects &&
    a.exit?.role === b.exit?.role &&
    sameExit(a.protection?.stopLoss, b.protection?.stopLoss) &&
    sameExit(a.protection?.takeProfit, b.protection?.takeProfit)
  );
}

const ticksOf = (exit: ExitAt | undefined) => (exit && 'ticks' in exit ? exit.ticks : undefined);
const priceOf = (exit: ExitAt | undefined) => (exit && 'price' in exit ? exit.price : undefined);

const trails = (exit: ExitAt | undefined) => exit !== undefined && 'ticks' in exit && exit.trails === true;

const sameExit = (a: ExitAt | undefined, b: ExitAt | undefined): boolean =>
  ticksOf(a) === ticksOf(b) && priceOf(a) === priceOf(b) && trails(a) === trails(b);
