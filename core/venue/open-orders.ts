import type { ClientOrderId } from '../model/ids.ts';
import type { OrderIntent } from '../model/order.ts';
import type { Instant } from '../model/time.ts';

/** Ids of done orders that are kept, so that a repeat is known for one; days of trading by hand and by the demonstration. */
const REMEMBERED = 100_000;

/** An order of the console's at a venue. */
export interface OpenOrder {
  readonly intent: OrderIntent;
  readonly expires: Instant;
}

/** The console's orders by id: those that are open, and which ids are done. */
export class OpenOrders<O extends OpenOrder> {
  readonly #open = new Map<ClientOrderId, O>();
  readonly #done = new Set<ClientOrderId>();
  /** No open order ends earlier; the one that did may be done meanwhile. */
  #earliest = Number.POSITIVE_INFINITY;

  get(clientOrderId: ClientOrderId): O | undefined {
    return this.#open.get(clientOrderId);
  }

  isDone(clientOrderId: ClientOrderId): boolean {
    return this.#done.has(clientOrderId);
  }

  isKnown(clientOrderId: ClientOrderId): boolean {
    return this.#open.has(clientOrderId) || this.#done.has(clientOrderId);
  }

  add(order: O): void {
    this.#open.set(order.intent.clientOrderId, order);
    if (order.expires < this.#earliest) this.#earliest = order.expires;
  }

  finish(clientOrderId: ClientOrderId): void {
    this.#open.delete(clientOrderId);
    this.#done.add(clientOrderId);
    if (this.#done.size <= REMEMBERED) return;
    for (const oldest of this.#done) {
      this.#done.delete(oldest);
      break;
    }
  }

  /** No order ends before this instant, or infinity. */
  get nextExpiry(): number {
    return this.#open.size === 0 ? Number.POSITIVE_INFINITY : this.#earliest;
  }

  /** The orders that end at `at` or before, in the order they came. */
  expiring(at: number): O[] {
    const expiring: O[] = [];
    this.#earliest = Number.POSITIVE_INFINITY;
    for (const order of this.#open.values()) {
      if (order.expires <= at) expiring.push(order);
      else if (order.expires < this.#earliest) this.#earliest = order.expires;
    }
    return expiring;
  }
}
