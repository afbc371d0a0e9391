import type { ClientOrderId } from '../model/ids.ts';
import type { Order, OrderEvent } from '../model/order.ts';
import { type Instant, SECOND } from '../model/time.ts';
import type { VenueFill, VenueOrder } from '../venue/books.ts';
import { isOpen } from './apply.ts';
import { givenUp, lookFor } from './missing.ts';
import { settle } from './settle.ts';

/** What is held against what. Instants are the console's clock unless they say otherwise. */
export interface Reconciling {
  /** Our orders that are not closed, those whose state is unknown among them. */
  readonly ours: readonly Order[];
  /** Any order of ours, the closed ones too: executions that come late are theirs. */
  readonly known: (clientOrderId: ClientOrderId) => Order | undefined;
  /** What `VenueBooks.orders` and `fills` gave of every account, asked for since `reconcileSince`. */
  readonly orders: readonly VenueOrder[];
  readonly fills: readonly VenueFill[];
  readonly connection: Connection;
  /** What the reconciliation before this one gave; nothing at the first one. */
  readonly missing?: Missing;
  readonly now: Instant;
}

export interface Connection {
  /** When the venue was asked, before it was: what was sent after this is not expected in its answer. */
  readonly asked: Instant;
  /** Since when requests reach the venue without a break; undefined while they do not, and then nothing is taken for missing. */
  readonly workingSince: Instant | undefined;
}

/** Orders that were looked for in vain: since when, and how often. Handed from one reconciliation to the next. */
export type Missing = ReadonlyMap<ClientOrderId, { readonly since: Instant; readonly looks: number }>;

export type OrderFinding =
  /** Ours, and the venue does not know it. */
  | {
      readonly type: 'missing';
      readonly clientOrderId: ClientOrderId;
      readonly since: Instant;
      readonly looks: number;
    }
  /** Carries our tag, and we know of no such order. */
  | { readonly type: 'stranger'; readonly order: VenueOrder }
  /** Closed here and open there: nobody waits for it, so it is to be canceled at the venue. */
  | { readonly type: 'open_there'; readonly clientOrderId: ClientOrderId; readonly order: VenueOrder }
  /** The venue filled more of an order than its executions explain. */
  | {
      readonly type: 'fills_missing';
      readonly clientOrderId: ClientOrderId;
      readonly there: number;
      readonly explained: number;
    }
  /** Carries our tag, and no order explains it. */
  | { readonly type: 'unexplained_fill'; readonly fill: VenueFill };

export interface Reconciliation {
  /** What brings our orders in line, to be journalled and folded like what the venue says itself; events that are known change nothing. */
  readonly events: readonly OrderEvent[];
  readonly findings: readonly OrderFinding[];
  /** For the next reconciliation. */
  readonly missing: Missing;
}

/** The venue's clock may be off from ours by this much. */
const SKEW = 60 * SECOND;

/** From when (venue's clock) orders and fills are to be asked for, so that nothing of our open orders is left out. */
export function reconcileSince(ours: readonly Order[], now: Instant): Instant {
  const first = ours.reduce((earliest, { tsCreated }) => Math.min(earliest, tsCreated), now as number);
  return Math.max(0, first - SKEW) as Instant;
}

/**
 * Holds our orders against the venue's books. Pure, and harmless when it is done again: what is known changes nothing, an execution counts once. An order
 * that the venue does not know is looked for again and again while requests reach it, is `lost` meanwhile, and is given up after a while: rejected if
 * it never arrived, canceled if the venue had it. Nothing is ever sent again.
 */
export function reconcile(given: Reconciling): Reconciliation {
  const { ours, orders, fills } = given;
  const open = new Map(ours.map((order) => [order.intent.clientOrderId, order]));
  const venueIds = new Map(ours.flatMap(({ intent, venueOrderId: id }) => (id ? [[id, intent.clientOrderId]] : [])));
  const orderOf = (id: ClientOrderId) => open.get(id) ?? given.known(id);

  const events: OrderEvent[] = [];
  const findings: OrderFinding[] = [];
  const there = new Map<ClientOrderId, VenueOrder>();
  for (const order of orders) {
    const id = order.clientOrderId ?? venueIds.get(order.venueOrderId);
    if (id === undefined) continue;
    const known = orderOf(id);
    const isOther = there.has(id) || (known?.venueOrderId !== undefined && known.venueOrderId !== order.venueOrderId);
    if (known === undefined || isOther) findings.push({ type: 'stranger', order });
    else there.set(id, order);
    if (known !== undefined && !isOther) venueIds.set(order.venueOrderId, id);
  }
  const executions = new Map<ClientOrderId, VenueFill[]>();
  for (const fill of fills) {
    const id = fill.clientOrderId ?? venueIds.get(fill.venueOrderId);
    if (id === undefined) continue;
    if (orderOf(id) === undefined) findings.push({ type: 'unexplained_fill', fill });
    else executions.set(id, [...(executions.get(id) ?? []), fill]);
  }

  const missing = new Map<ClientOrderId, { since: Instant; looks: number }>();
  for (const id of new Set([...open.keys(), ...there.keys(), ...executions.keys()])) {
    const order = orderOf(id);
    if (order === undefined) continue;
    const settled = settle(order, { order: there.get(id), fills: executions.get(id) ?? [] }, given);
    events.push(...settled.events);
    findings.push(...settled.findings);
    if (there.has(id) || !isOpen(settled.order)) continue;
    const look = lookFor(settled.order, given);
    if (look === undefined) continue;
    const end = givenUp(settled.order, look, given);
    if (end) events.push(end);
    if (!end || end.type === 'lost') missing.set(id, look);
    findings.push({ type: 'missing', clientOrderId: id, ...look });
  }
  return { events, findings, missing };
}
