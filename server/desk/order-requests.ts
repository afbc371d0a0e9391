import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Order, OrderEvent, OrderEventBody, OrderIntent, OrderTerms } from '../../core/model/order.ts';
import { type Quantity, sideSign } from '../../core/model/quantity.ts';
import { isClosed } from '../../core/orders/apply.ts';
import { sameTerms } from '../../core/orders/terms.ts';
import type { PositionKey } from '../../core/pnl/match.ts';
import { checkOrder, checkReplacement, type OrderMarket, refuseFrozen } from './check-order.ts';
import { Closing } from './closing.ts';
import type { DeskParts } from './parts.ts';
import { OrderRefused, type OrderRequest } from './port.ts';
import { SlicedRequests } from './sliced-requests.ts';

/** Whether something can be done while orders are held: what takes risk away can. */
export type WhileHeld = 'waits' | 'protects' | 'goes on';

const PREVIEWED = 'preview' as ClientOrderId;

export interface OrderRequestsParts
  extends Pick<DeskParts, 'clock' | 'venue' | 'orders' | 'instruments' | 'journal' | 'pnl' | 'market'> {
  /** Journals an event of ours and shows it; the order as it is then. */
  record(event: OrderEvent): Promise<Order>;
  /** Journals that something was not taken. */
  refuse(reason: string, asked: object): Promise<void>;
  /** Resolves once every minute that is over has been told: nothing of the next one happens before. */
  minutesEnded(): Promise<void>;
  /** Throws `DeskUnavailable` when the desk takes nothing. */
  refuseInTrouble(held: WhileHeld): void;
  /** Resolves when everything the venue has said so far is on disk. */
  settled(): Promise<void>;
}

/** What people and strategies ask of orders: checked, journalled, and only then said to the venue. */
export class OrderRequests {
  readonly #parts: OrderRequestsParts;
  readonly #submitting = new Map<ClientOrderId, Promise<Order>>();
  readonly #sliced: SlicedRequests;
  readonly #closing: Closing;

  constructor(parts: OrderRequestsParts) {
    this.#parts = parts;
    const { instruments, orders } = parts;
    this.#sliced = new SlicedRequests({
      find: (name) => instruments.registry.find(name),
      order: (id) => orders.ahead(id),
      nextId: () => this.#nextId(),
      checkWhole: async (request) => {
        try {
          this.#check(request, false);
        } catch (error) {
          throw await this.#refused(error, request);
        }
      },
      send: (request) => this.submit(request),
    });
    this.#closing = new Closing({
      ...parts,
      orderOf: (id) => this.#orderOf(id),
      cancel: (id) => this.cancel(id),
      cancelAll: (instrument, account) => this.cancelAll(instrument, account),
      send: (request) => this.#send(request, 'goes on'),
    });
  }

  submit(request: OrderRequest): Promise<Order> {
    return this.#send(request, 'waits');
  }

  submitSliced(request: OrderRequest): Promise<readonly Order[]> {
    return this.#sliced.submit(request);
  }

  /** What a request would be sent as, checked as it would be; nothing is journalled. Throws `OrderRefused`. */
  preview(request: OrderRequest): OrderIntent {
    return this.#check({ ...request, clientOrderId: request.clientOrderId ?? PREVIEWED }, false);
  }

  /** For the sake of an entry, by the console itself. */
  protect(request: OrderRequest): Promise<Order> {
    return this.#send(request, 'protects');
  }

  async #send(request: OrderRequest, held: WhileHeld): Promise<Order> {
    const { clientOrderId } = request;
    const known = clientOrderId && (this.#submitting.get(clientOrderId) ?? this.#parts.orders.get(clientOrderId));
    if (known) return known;
    this.#parts.refuseInTrouble(held);
    let intent: OrderIntent;
    // nothing comes between the check and what it is checked against
    try {
      intent = this.#check(request, held === 'goes on');
      refuseFrozen(intent.quantity, this.#parts.instruments.resolve(intent.instrument));
    } catch (error) {
      throw await this.#refused(error, request);
    }
    const placed = this.#place(intent);
    this.#submitting.set(intent.clientOrderId, placed);
    return placed.finally(() => this.#submitting.delete(intent.clientOrderId));
  }

  /** `why` is what the console itself says, for the sake of an entry. */
  async cancel(clientOrderId: ClientOrderId, why?: string): Promise<Order> {
    const order = this.#orderOf(clientOrderId);
    if (isClosed(order)) {
      throw new OrderRefused(`Order ${clientOrderId} is ${order.status} already; there is nothing to cancel.`);
    }
    if (order.cancelRequested) return order;
    this.#parts.refuseInTrouble('goes on');
    const requested = await this.#record(clientOrderId, {
      type: 'cancel_requested',
      ...(why === undefined ? {} : { reason: why }),
    });
    await this.#parts.minutesEnded();
    this.#parts.venue.cancel(clientOrderId);
    return requested;
  }

  async replace(clientOrderId: ClientOrderId, changes: Partial<OrderTerms>, held: WhileHeld = 'waits'): Promise<Order> {
    const { venue, instruments } = this.#parts;
    const order = this.#orderOf(clientOrderId);
    let terms: OrderTerms;
    try {
      if (held === 'waits') refuseSizeOfExit(order, changes);
      const instrument = instruments.resolve(order.intent.instrument);
      terms = checkReplacement(order, changes, this.#marketOf(instrument, { except: clientOrderId }));
    } catch (error) {
      throw await this.#refused(error, { clientOrderId, ...changes });
    }
    if (sameTerms(terms, order.replacing ?? order.terms)) return order;
    this.#parts.refuseInTrouble(held);
    const requested = await this.#record(clientOrderId, { type: 'replace_requested', terms });
    await this.#parts.minutesEnded();
    venue.replace(clientOrderId, terms);
    return requested;
  }

  /** Asks for the end of every open order of an account in an instrument. */
  async cancelAll(instrument: string, account: AccountId): Promise<readonly Order[]> {
    const { id } = this.#parts.instruments.resolve(instrument);
    const open = this.#parts.orders
      .open()
      .filter(({ intent }) => intent.instrument === id && intent.account === account)
      .filter(({ intent }) => !isClosed(this.#orderOf(intent.clientOrderId)));
    return Promise.all(open.map(({ intent }) => this.cancel(intent.clientOrderId)));
  }

  /** The same, then closes at the market what the account holds in the instrument, for each strategy what is its. */
  flatten(instrument: string, account: AccountId): Promise<readonly Order[]> {
    return this.#closing.flatten(instrument, account);
  }

  close(instrument: string, account: AccountId, contracts?: Quantity): Promise<readonly Order[]> {
    return this.#closing.close(instrument, account, contracts);
  }

  #check(request: OrderRequest, closes: boolean): OrderIntent {
    const { instruments, venue } = this.#parts;
    const instrument = instruments.withMarket(request.instrument, venue.name);
    return checkOrder(request, this.#marketOf(instrument, { closes }), () => this.#nextId());
  }

  #marketOf(
    instrument: Instrument,
    { closes = false, except }: { readonly closes?: boolean; readonly except?: ClientOrderId },
  ): OrderMarket {
    const { instruments, venue, market, clock } = this.#parts;
    const { name, accounts, capabilities } = venue;
    return {
      instrument,
      venue: name,
      accounts,
      capabilities,
      last: market.last(instrument.id),
      before: (of) => this.#before({ ...of, instrument: instrument.id }, except),
      tradeDate: instruments.tradeDateOf(instrument.id, clock.now()),
      expiry: instruments.expiryOf(instrument),
      closes,
    };
  }

  #before(of: PositionKey & Pick<OrderIntent, 'side'>, except?: ClientOrderId): number {
    const { orders, pnl } = this.#parts;
    const held = (pnl.book.position(of)?.quantity ?? 0) * sideSign(of.side);
    return held + orders.unfilled(of, except);
  }

  #orderOf(clientOrderId: ClientOrderId): Order {
    const order = this.#parts.orders.ahead(clientOrderId);
    if (order === undefined) throw new OrderRefused(`There is no order ${clientOrderId}.`);
    return order;
  }

  async #place(intent: OrderIntent): Promise<Order> {
    const order = await this.#record(intent.clientOrderId, { type: 'intended', intent });
    await this.#parts.minutesEnded();
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

/** The size of an exit is what its entry holds, whatever a person would have it be. */
function refuseSizeOfExit({ intent, terms }: Order, changes: Partial<OrderTerms>): void {
  if (!intent.exit || changes.quantity === undefined || changes.quantity === terms.quantity) return;
  throw new OrderRefused(
    `The size of ${intent.clientOrderId} follows what ${intent.exit.protects} holds. Change its price, or cancel it.`,
  );
}
