import { setTimeout } from 'node:timers/promises';
import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { Order, OrderEvent, OrderEventBody, OrderIntent, OrderTerms } from '../../core/model/order.ts';
import { quantity, sideSign } from '../../core/model/quantity.ts';
import { isClosed } from '../../core/orders/apply.ts';
import { sameTerms } from '../../core/orders/terms.ts';
import type { PositionKey } from '../../core/pnl/match.ts';
import { checkOrder, checkReplacement, type OrderMarket } from './check-order.ts';
import type { DeskParts } from './parts.ts';
import { OrderRefused, type OrderRequest } from './port.ts';

/** Whether something can be done while orders are held: what takes risk away can. */
export type WhileHeld = 'waits' | 'protects' | 'goes on';

const LOOK_MILLISECONDS = 50;
const PATIENCE_MILLISECONDS = 5_000;

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

  constructor(parts: OrderRequestsParts) {
    this.#parts = parts;
  }

  submit(request: OrderRequest): Promise<Order> {
    return this.#send(request, 'waits');
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
    try {
      intent = this.#check(request);
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
    const { venue, instruments, market } = this.#parts;
    const order = this.#orderOf(clientOrderId);
    let terms: OrderTerms;
    try {
      if (held === 'waits') refuseSizeOfExit(order, changes);
      terms = checkReplacement(order, changes, {
        instrument: instruments.resolve(order.intent.instrument),
        capabilities: venue.capabilities,
        venue: venue.name,
        last: market.last(order.intent.instrument),
        before: (of) => this.#before({ ...of, instrument: order.intent.instrument }, clientOrderId),
      });
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
  async flatten(instrument: string, account: AccountId): Promise<readonly Order[]> {
    const { id } = this.#parts.instruments.resolve(instrument);
    const canceled = await this.cancelAll(id, account);
    await this.#gone(canceled.filter(({ intent }) => intent.exit));
    const held = this.#parts.pnl
      .positions()
      .positions.filter((each) => each.instrument === id && each.account === account && each.quantity !== 0);
    const closing = held.map(({ strategy, quantity: contracts }) =>
      this.#send(
        {
          instrument: id,
          account,
          strategy,
          side: contracts > 0 ? 'sell' : 'buy',
          quantity: quantity(Math.abs(contracts)),
          type: 'market',
          timeInForce: this.#parts.venue.capabilities.timesInForce.includes('ioc') ? 'ioc' : 'day',
        },
        'goes on',
      ),
    );
    return [...canceled, ...(await Promise.all(closing))];
  }

  /** Resolves when none of these works any more, so that what closes the position is not added to them. */
  async #gone(exits: readonly Order[]): Promise<void> {
    const open = () => exits.filter(({ intent }) => !isClosed(this.#orderOf(intent.clientOrderId)));
    await this.#parts.settled();
    for (let waited = 0; open().length > 0; waited += LOOK_MILLISECONDS) {
      if (waited >= PATIENCE_MILLISECONDS) {
        const ids = open().map(({ intent }) => intent.clientOrderId);
        throw new OrderRefused(
          `The venue has not said that ${ids.join(' and ')} ${ids.length > 1 ? 'are' : 'is'} canceled, so nothing was closed yet: what closes the position could trade beside it. Flatten again in a moment.`,
        );
      }
      await setTimeout(LOOK_MILLISECONDS);
      await this.#parts.settled();
    }
  }

  #check(request: OrderRequest): OrderIntent {
    const { instruments, venue, market } = this.#parts;
    const instrument = instruments.withMarket(request.instrument, venue.name);
    const { capabilities } = venue;
    const before: OrderMarket['before'] = (of) => this.#before({ ...of, instrument: instrument.id });
    const { name, accounts } = venue;
    const at = { instrument, capabilities, venue: name, accounts, last: market.last(instrument.id), before };
    return checkOrder(request, at, () => this.#nextId());
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
