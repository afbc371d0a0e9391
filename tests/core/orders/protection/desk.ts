import type { AccountId, ClientOrderId } from '../../../../core/model/ids.ts';
import type { Order, OrderEvent, OrderEventBody, OrderIntent, Protection } from '../../../../core/model/order.ts';
import type { Price } from '../../../../core/model/price.ts';
import { type Quantity, quantity, type Side, sideSign } from '../../../../core/model/quantity.ts';
import type { Instant } from '../../../../core/model/time.ts';
import { applyOrderEvent, isOpen } from '../../../../core/orders/apply.ts';
import type { Decision } from '../../../../core/orders/protection/decision.ts';
import type { Group } from '../../../../core/orders/protection/group.ts';
import { protect } from '../../../../core/orders/protection/protect.ts';
import { shares } from '../../../../core/orders/protection/shares.ts';
import { type Missing, reconcile } from '../../../../core/orders/reconcile.ts';
import { ZN } from '../../venue/paper/instruments.ts';
import { BrokenVenue } from './broken-venue.ts';

export const price = 110_000_000_000 as Price;
const account = 'A' as AccountId;

/** The smallest desk that journals first: its only memory is the journal, which a kill leaves it with. */
export class SmallDesk {
  readonly journal: OrderEvent[] = [];
  readonly venue = new BrokenVenue(price);
  readonly told: string[] = [];
  /** What was grown or placed beyond what is held; it must stay empty. */
  readonly tooMuch: string[] = [];
  orders = new Map<ClientOrderId, Order>();
  last: Price = price;
  readonly #replace: boolean;
  #missing: Missing = new Map();

  constructor(replace: boolean) {
    this.#replace = replace;
  }

  enter(id: string, side: Side, contracts: number, protection?: Protection): void {
    this.#send({
      clientOrderId: id as ClientOrderId,
      instrument: ZN.id,
      account,
      strategy: 'manual',
      side,
      type: 'limit',
      quantity: quantity(contracts),
      price,
      timeInForce: 'day',
      ...(protection ? { protection } : {}),
    });
  }

  cancel(clientOrderId: ClientOrderId, reason?: string): void {
    const order = this.orders.get(clientOrderId);
    if (order === undefined || !isOpen(order) || order.cancelRequested) return;
    this.#record(clientOrderId, { type: 'cancel_requested', ...(reason === undefined ? {} : { reason }) });
    this.venue.requests.push({ type: 'cancel', clientOrderId });
  }

  replace(clientOrderId: ClientOrderId, contracts: number): void {
    const order = this.orders.get(clientOrderId);
    if (order === undefined || !isOpen(order) || order.cancelRequested || order.replacing) return;
    const terms = { ...order.terms, quantity: quantity(contracts) };
    this.#record(clientOrderId, { type: 'replace_requested', terms });
    this.venue.requests.push({ type: 'replace', clientOrderId, terms });
  }

  take(event: OrderEvent): void {
    this.#fold(event);
    this.decide();
  }

  /** The process ends with what was on its way; the next one knows what the journal has. */
  kill(): void {
    this.venue.requests = [];
    this.venue.answers = [];
    this.#missing = new Map();
    this.orders = new Map();
    for (const event of this.journal) this.#see(event);
    this.decide();
  }

  /** Asks for the venue's books, some seconds apart. A request that is still under way by then has failed. */
  reconcile(times = 1): void {
    for (let time = 0; time < times; time++) {
      while (this.venue.requests.length > 0) this.venue.arrive('never there');
      this.venue.wait(20_000_000);
      const asked = this.venue.now();
      const { events, missing } = reconcile({
        ours: [...this.orders.values()].filter(isOpen),
        known: (id) => this.orders.get(id),
        orders: this.venue.listed(),
        fills: this.venue.fills,
        connection: { asked, workingSince: 0 as Instant },
        missing: this.#missing,
        now: asked,
      });
      this.#missing = missing;
      for (const event of events) this.#fold(event);
      this.decide();
    }
  }

  groups(): Group[] {
    const entries = [...this.orders.values()].filter(({ intent }) => intent.protection);
    return entries.map((entry) => ({
      entry,
      exits: [...this.orders.values()].filter(({ intent }) => intent.exit?.protects === entry.intent.clientOrderId),
    }));
  }

  net(): number {
    return [...this.orders.values()].reduce(
      (net, { intent, filledQuantity }) => net + sideSign(intent.side) * filledQuantity,
      0,
    );
  }

  /** Carries out what is to be done, until nothing more is. */
  decide(): void {
    for (let turn = 0; turn < 50; turn++) {
      const decisions = this.#decisions();
      const actions = decisions.flatMap(({ actions: each }) => each);
      if (actions.length === 0) return;
      for (const { group, actions: each } of decisions) for (const action of each) this.#carryOut(group, action);
    }
    throw new Error('It does not come to rest.');
  }

  #decisions(): { group: ClientOrderId; actions: Decision['actions'] }[] {
    const groups = this.groups();
    const given = shares(groups, this.net());
    return groups.map((group) => {
      const id = group.entry.intent.clientOrderId;
      const { actions } = protect(group, {
        instrument: ZN,
        last: this.last,
        capabilities: { replace: this.#replace, timesInForce: ['day', 'ioc'] },
        share: given.get(id)!,
        now: this.venue.now(),
      });
      return { group: id, actions };
    });
  }

  #carryOut(group: ClientOrderId, action: Decision['actions'][number]): void {
    if (action.type === 'place') {
      this.#send(action.intent);
      this.#check(action.intent);
    } else if (action.type === 'cancel') this.cancel(action.clientOrderId, action.reason);
    else if (action.type === 'end') this.#record(group, { type: 'protection_ended', reason: action.reason });
    else if (action.type === 'tell') this.told.push(action.text);
    else {
      const order = this.orders.get(action.clientOrderId)!;
      const terms = { ...order.terms, quantity: action.quantity as Quantity };
      this.#record(action.clientOrderId, { type: 'replace_requested', terms });
      this.venue.requests.push({ type: 'replace', clientOrderId: action.clientOrderId, terms });
      if (action.quantity > order.terms.quantity) this.#check(order.intent);
    }
  }

  /** Nothing that is placed or grown makes exits of a role larger than what is held. */
  #check({ exit, side }: OrderIntent): void {
    if (exit === undefined || exit.role === 'close') return;
    const held = Math.max(0, -sideSign(side) * this.net());
    let most = 0;
    for (const order of this.orders.values()) {
      if (!isOpen(order) || order.intent.side !== side || order.intent.exit?.role !== exit.role) continue;
      most += Math.max(order.terms.quantity, order.replacing?.quantity ?? 0) - order.filledQuantity;
    }
    if (most > held) this.tooMuch.push(`${most} ${exit.role}s for ${held}`);
  }

  #send(intent: OrderIntent): void {
    if (this.orders.has(intent.clientOrderId)) throw new Error(`${intent.clientOrderId} is sent twice.`);
    this.#record(intent.clientOrderId, { type: 'intended', intent });
    this.venue.requests.push({ type: 'place', intent });
  }

  #record(clientOrderId: ClientOrderId, body: OrderEventBody): void {
    const ts = this.venue.now();
    this.#fold({ ...body, clientOrderId, tsEvent: ts, tsInit: ts });
  }

  #fold(event: OrderEvent): void {
    this.journal.push(event);
    this.#see(event);
  }

  #see(event: OrderEvent): void {
    const { order } = applyOrderEvent(this.orders.get(event.clientOrderId), event);
    if (order) this.orders.set(event.clientOrderId, order);
  }
}
