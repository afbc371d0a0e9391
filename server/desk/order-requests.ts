import type { ClientOrderId } from '../../core/model/ids.ts';
import type { Order, OrderEvent, OrderEventBody, OrderIntent, OrderTerms } from '../../core/model/order.ts';
import { isClosed } from '../../core/orders/apply.ts';
import { sameTerms } from '../../core/orders/terms.ts';
import { checkOrder, checkReplacement } from './check-order.ts';
import type { DeskParts } from './parts.ts';
import { OrderRefused, type OrderRequest } from './port.ts';

export interface OrderRequestsParts extends Pick<DeskParts, 'clock' | 'venue' | 'orders' | 'instruments' | 'journal'> {
  /** Journals an event of ours and shows it; the order as it is then. */
  record(event: OrderEvent): Promise<Order>;
  /** Journals that something was not taken. */
  refuse(reason: string, asked: object): Promise<void>;
  /** Throws `DeskUnavailable` when the desk takes nothing. */
  refuseInTrouble(): void;
}

/** What people and strategies ask of orders: checked, journalled, and only then said to the venue. */
export class OrderRequests {
  readonly #parts: OrderRequestsParts;
  readonly #submitting = new Map<ClientOrderId, Promise<Order>>();

  constructor(parts: OrderRequestsParts) {
    this.#parts = parts;
  }

  async submit(request: OrderRequest): Promise<Order> {
    const { clientOrderId } = request;
    const known = clientOrderId && (this.#submitting.get(clientOrderId) ?? this.#parts.orders.get(clientOrderId));
    if (known) return known;
    this.#parts.refuseInTrouble();
    let intent: OrderIntent;
    try {
      intent = this.#check(request);
    } catch (error) {
      throw await this.#refused(error, request);
    }
    const placed = this.#place(intent);
    this.#submitting.set(intent.clientOrderId, placed);
    return placed.finally(() => this.#submitting.delete(intent.clientOrderId));
  }

  async cancel(clientOrderId: ClientOrderId): Promise<Order> {
    const order = this.#orderOf(clientOrderId);
    if (isClosed(order)) {
      throw new OrderRefused(`Order ${clientOrderId} is ${order.status} already; there is nothing to cancel.`);
    }
    if (order.cancelRequested) return order;
    this.#parts.refuseInTrouble();
    const requested = await this.#record(clientOrderId, { type: 'cancel_requested' });
    this.#parts.venue.cancel(clientOrderId);
    return requested;
  }

  async replace(clientOrderId: ClientOrderId, changes: Partial<OrderTerms>): Promise<Order> {
    const { venue, instruments } = this.#parts;
    const order = this.#orderOf(clientOrderId);
    let terms: OrderTerms;
    try {
      terms = checkReplacement(order, changes, instruments.resolve(order.intent.instrument), venue.capabilities);
    } catch (error) {
      throw await this.#refused(error, { clientOrderId, ...changes });
    }
    if (sameTerms(terms, order.replacing ?? order.terms)) return order;
    this.#parts.refuseInTrouble();
    const requested = await this.#record(clientOrderId, { type: 'replace_requested', terms });
    venue.replace(clientOrderId, terms);
    return requested;
  }

  #check(request: OrderRequest): OrderIntent {
    const { instruments, venue } = this.#parts;
    const instrument = instruments.withMarket(request.instrument, venue.name);
    return checkOrder(request, instrument, venue.capabilities, () => this.#nextId());
  }

  #orderOf(clientOrderId: ClientOrderId): Order {
    const order = this.#parts.orders.ahead(clientOrderId);
    if (order === undefined) throw new OrderRefused(`There is no order ${clientOrderId}.`);
    return order;
  }

  async #place(intent: OrderIntent): Promise<Order> {
    const order = await this.#record(intent.clientOrderId, { type: 'intended', intent });
    this.#parts.venue.place(intent);
    return order;
  }

  /** What a check refuses is journalled before its caller hears of it. */
  async #refused(error: unknown, asked: object): Promise<unknown> {
    if (error instanceof OrderRefused) await this.#parts.refuse(error.message, asked);
    return error;
  }

  #record(clientOrderId: ClientOrderId, body: OrderEventBody): Promise<Order> {
    const now = this.#parts.clock.now();
    return this.#parts.record({ ...body, clientOrderId, tsEvent: now, tsInit: now });
  }

  #nextId(): ClientOrderId {
    const { journal, orders } = this.#parts;
    for (;;) {
      const id = `D${journal.nextNumber()}` as ClientOrderId;
      if (orders.ahead(id) === undefined) return id;
    }
  }
}
