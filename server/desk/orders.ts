import type { ClientOrderId } from '../../core/model/ids.ts';
import type { Order, OrderEvent, OrderIntent, Product } from '../../core/model/order.ts';
import { sideSign } from '../../core/model/quantity.ts';
import { applyOrderEvent, isOpen, type OrderProblem } from '../../core/orders/apply.ts';
import type { PositionKey } from '../../core/pnl/match.ts';
import type { OrdersState } from '../../core/topics.ts';

const SHOWN_ORDERS = 500;
/** Closed orders kept at hand; an older one is folded from the journal when somebody asks for it. */
const CLOSED_AT_HAND = 5_000;

export interface Advance {
  /** The order after the event; undefined when the event belongs to no order. */
  readonly order: Order | undefined;
  readonly changed: boolean;
  readonly problem?: OrderProblem;
}

/**
 * Orders as a fold of their events, twice: `advance` runs ahead to say what is to be journalled, `show` follows once it is on disk.
 * What is read from here is always on disk.
 */
export class Orders {
  readonly #ahead = new Map<ClientOrderId, Order>();
  /** Events folded ahead of the disk, by order. */
  readonly #coming = new Map<ClientOrderId, OrderEvent[]>();
  readonly #open = new Map<ClientOrderId, Order>();
  readonly #closed = new Map<ClientOrderId, Order>();
  readonly #earlier: (clientOrderId: ClientOrderId) => Order | undefined;

  constructor(earlier: (clientOrderId: ClientOrderId) => Order | undefined) {
    this.#earlier = earlier;
  }

  advance(event: OrderEvent): Advance {
    const { clientOrderId } = event;
    const before = this.ahead(clientOrderId);
    const { order, problem } = applyOrderEvent(before, event);
    if (order !== undefined && (order !== before || problem)) {
      this.#ahead.set(clientOrderId, order);
      this.#coming.set(clientOrderId, [...(this.#coming.get(clientOrderId) ?? []), event]);
    }
    return { order, changed: order !== before, ...(problem ? { problem } : {}) };
  }

  /** The order as it will be once everything under way is on disk. */
  ahead(clientOrderId: ClientOrderId): Order | undefined {
    return this.#ahead.get(clientOrderId) ?? this.get(clientOrderId);
  }

  /** Folds an event that is on disk now. */
  show(event: OrderEvent): void {
    const { clientOrderId } = event;
    const shown = this.#open.get(clientOrderId) ?? this.#closed.get(clientOrderId);
    const { order } = applyOrderEvent(shown ?? this.#earlierThan(event), event);
    this.#arrived(event);
    if (order) this.#keep(order);
  }

  /** Takes back an event of ours that never came to disk: the order is what the others make of it. */
  retract(event: OrderEvent): void {
    this.#arrived(event);
    const { clientOrderId } = event;
    let order = this.#open.get(clientOrderId) ?? this.#closed.get(clientOrderId);
    for (const coming of this.#coming.get(clientOrderId) ?? []) order = applyOrderEvent(order, coming).order;
    if (this.#coming.has(clientOrderId) && order) this.#ahead.set(clientOrderId, order);
    else this.#ahead.delete(clientOrderId);
  }

  /** An order that is no longer at hand; nothing for one that begins with this event. */
  #earlierThan(event: OrderEvent): Order | undefined {
    return event.type === 'intended' ? undefined : this.#earlier(event.clientOrderId);
  }

  #arrived(event: OrderEvent): void {
    const { clientOrderId } = event;
    const left = this.#coming.get(clientOrderId)?.filter((coming) => coming !== event) ?? [];
    if (left.length > 0) {
      this.#coming.set(clientOrderId, left);
      return;
    }
    this.#coming.delete(clientOrderId);
    this.#ahead.delete(clientOrderId);
  }

  #keep(order: Order): void {
    const { clientOrderId } = order.intent;
    this.#open.delete(clientOrderId);
    this.#closed.delete(clientOrderId);
    if (isOpen(order)) {
      this.#open.set(clientOrderId, order);
      return;
    }
    this.#closed.set(clientOrderId, order);
    if (this.#closed.size > CLOSED_AT_HAND) {
      const [oldest] = this.#closed.keys();
      this.#closed.delete(oldest as ClientOrderId);
    }
  }

  get(clientOrderId: ClientOrderId): Order | undefined {
    return this.#open.get(clientOrderId) ?? this.#closed.get(clientOrderId) ?? this.#earlier(clientOrderId);
  }

  open(): Order[] {
    return [...this.#open.values()];
  }

  /** Contracts that open orders of one position and side wait for, those on their way to the disk included. */
  unfilled(of: PositionKey & Pick<OrderIntent, 'side'>, except?: ClientOrderId): number {
    let contracts = 0;
    for (const order of new Map([...this.#open, ...this.#ahead]).values()) {
      const { clientOrderId, instrument, account, strategy, side } = order.intent;
      const same = instrument === of.instrument && account === of.account && strategy === of.strategy;
      if (same && side === of.side && clientOrderId !== except && isOpen(order)) contracts += order.leavesQuantity;
    }
    return contracts;
  }

  /** Signed contracts that the orders at hand filled of one position, by product; what others filled is not among them. */
  heldByProduct(of: PositionKey): Map<Product | undefined, number> {
    const held = new Map<Product | undefined, number>();
    for (const { intent, filledQuantity } of new Map([...this.#closed, ...this.#open, ...this.#ahead]).values()) {
      const { instrument, account, strategy, product, side } = intent;
      if (instrument !== of.instrument || account !== of.account || strategy !== of.strategy) continue;
      held.set(product, (held.get(product) ?? 0) + filledQuantity * sideSign(side));
    }
    return held;
  }

  state(queueAhead: (clientOrderId: ClientOrderId) => number | undefined): OrdersState {
    const open = this.open().sort(newestFirst);
    const room = Math.max(0, SHOWN_ORDERS - open.length);
    const closed = room === 0 ? [] : [...this.#closed.values()].slice(-room).reverse();
    const queue = new Map<ClientOrderId, number>();
    for (const { intent } of open) {
      const quantity = queueAhead(intent.clientOrderId);
      if (quantity !== undefined) queue.set(intent.clientOrderId, quantity);
    }
    return { orders: [...open, ...closed].slice(0, SHOWN_ORDERS), queueAhead: queue };
  }
}

const newestFirst = (a: Order, b: Order): number => b.tsCreated - a.tsCreated;
