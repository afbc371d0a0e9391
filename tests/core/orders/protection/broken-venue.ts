import type { ClientOrderId, ExecutionId, VenueOrderId } from '../../../../core/model/ids.ts';
import type { OrderEvent, OrderEventBody, OrderIntent, OrderStatus, OrderTerms } from '../../../../core/model/order.ts';
import type { Price } from '../../../../core/model/price.ts';
import { type Quantity, quantity, sideSign } from '../../../../core/model/quantity.ts';
import type { Instant } from '../../../../core/model/time.ts';
import type { VenueFill, VenueOrder } from '../../../../core/venue/books.ts';

interface Listed {
  readonly intent: OrderIntent;
  readonly venueOrderId: VenueOrderId;
  terms: OrderTerms;
  filled: number;
  status: OrderStatus;
  created: number;
  updated: number;
}

export type Request =
  | { readonly type: 'place'; readonly intent: OrderIntent }
  | { readonly type: 'cancel'; readonly clientOrderId: ClientOrderId }
  | { readonly type: 'replace'; readonly clientOrderId: ClientOrderId; readonly terms: OrderTerms };

/** How the venue meets a request: as asked, with a refusal, taken with the answer lost, or never there. */
export type Fate = 'fine' | 'refused' | 'answer lost' | 'never there';

/** A venue with everything in flight in both directions: nothing happens before it is told to, and answers come in any order, twice or not at all. */
export class BrokenVenue {
  readonly orders = new Map<ClientOrderId, Listed>();
  readonly fills: VenueFill[] = [];
  /** On their way to the venue and back. */
  requests: Request[] = [];
  answers: OrderEvent[] = [];
  readonly placedTwice: ClientOrderId[] = [];
  #ts = 1_000_000;
  #ids = 0;
  readonly price: Price;

  constructor(price: Price) {
    this.price = price;
  }

  now(): Instant {
    this.#ts += 1_000;
    return this.#ts as Instant;
  }

  wait(microseconds: number): void {
    this.#ts += microseconds;
  }

  /** The request that came first arrives. */
  arrive(fate: Fate): void {
    const request = this.requests.shift();
    if (request === undefined) return;
    if (request.type === 'place') this.#place(request.intent, fate);
    else this.#change(request, fate);
  }

  /** Lets an order trade, as far as it works. */
  trade(clientOrderId: ClientOrderId, most: number): void {
    const order = this.orders.get(clientOrderId);
    if (order === undefined || (order.status !== 'working' && order.status !== 'partially_filled')) return;
    const contracts = Math.min(most, order.terms.quantity - order.filled);
    if (contracts <= 0) return;
    order.filled += contracts;
    order.status = order.filled === order.terms.quantity ? 'filled' : 'partially_filled';
    order.updated = this.now();
    const { account, instrument, side } = order.intent;
    const fill: VenueFill = {
      executionId: `E${++this.#ids}` as ExecutionId,
      venueOrderId: order.venueOrderId,
      clientOrderId,
      account,
      instrument,
      side,
      quantity: quantity(contracts),
      price: this.price,
      liquidity: 'maker',
      tsEvent: order.updated as Instant,
    };
    this.fills.push(fill);
    const { executionId, price } = fill;
    this.#say(clientOrderId, { type: 'filled', executionId, price, quantity: fill.quantity, liquidity: 'maker' });
  }

  /** Signed contracts. */
  position(): number {
    return this.fills.reduce((net, fill) => net + sideSign(fill.side) * fill.quantity, 0);
  }

  working(): readonly { readonly intent: OrderIntent; readonly leaves: number }[] {
    return [...this.orders.values()]
      .filter(({ status }) => status === 'working' || status === 'partially_filled')
      .map(({ intent, terms, filled }) => ({ intent, leaves: terms.quantity - filled }));
  }

  listed(): VenueOrder[] {
    return [...this.orders.values()].map(({ intent, terms, filled, status, venueOrderId, created, updated }) => ({
      venueOrderId,
      clientOrderId: intent.clientOrderId,
      account: intent.account,
      instrument: intent.instrument,
      side: intent.side,
      type: intent.type,
      terms,
      filledQuantity: filled as Quantity,
      status,
      tsCreated: created as Instant,
      tsUpdated: updated as Instant,
    }));
  }

  #place(intent: OrderIntent, fate: Fate): void {
    const { clientOrderId } = intent;
    if (this.orders.has(clientOrderId)) this.placedTwice.push(clientOrderId);
    const isLost = fate === 'answer lost' || fate === 'never there';
    if (isLost) this.#say(clientOrderId, { type: 'lost', reason: 'No answer came.' });
    if (fate === 'never there') return;
    if (fate === 'refused') {
      this.#say(clientOrderId, { type: 'rejected', reason: 'The venue would not.' });
      return;
    }
    const { quantity: contracts, price, stopPrice } = intent;
    const terms = {
      quantity: contracts,
      ...(price === undefined ? {} : { price }),
      ...(stopPrice === undefined ? {} : { stopPrice }),
    };
    const created = this.now();
    const venueOrderId = `V${++this.#ids}` as VenueOrderId;
    const order: Listed = { intent, venueOrderId, terms, filled: 0, status: 'working', created, updated: created };
    this.orders.set(clientOrderId, order);
    if (!isLost) this.#say(clientOrderId, { type: 'accepted', venueOrderId });
    if (intent.type === 'market') this.trade(clientOrderId, contracts);
  }

  #change(request: Exclude<Request, { type: 'place' }>, fate: Fate): void {
    const { clientOrderId } = request;
    const order = this.orders.get(clientOrderId);
    const isOpen = order?.status === 'working' || order?.status === 'partially_filled';
    if (fate === 'never there') return;
    if (order === undefined || !isOpen || fate === 'refused') {
      const refusal = request.type === 'cancel' ? 'cancel_rejected' : 'replace_rejected';
      this.#say(clientOrderId, { type: refusal, reason: 'The venue would not.' });
      return;
    }
    const isLost = fate === 'answer lost';
    order.updated = this.now();
    if (request.type === 'cancel' || request.terms.quantity <= order.filled) {
      order.status = 'canceled';
      if (!isLost) this.#say(clientOrderId, { type: 'canceled', reason: 'Canceled.' });
      return;
    }
    order.terms = request.terms;
    if (!isLost) this.#say(clientOrderId, { type: 'replaced', terms: request.terms });
  }

  #say(clientOrderId: ClientOrderId, body: OrderEventBody): void {
    const ts = this.now();
    this.answers.push({ ...body, clientOrderId, tsEvent: ts, tsInit: ts });
  }
}
