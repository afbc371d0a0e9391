import type { Clock } from '../../../../core/clock.ts';
import type { VenueOrderId } from '../../../../core/model/ids.ts';
import { MINUTE } from '../../../../core/model/time.ts';
import type { ExchangeEvent, ExchangeOrder, SimulatedExchange } from '../../port.ts';
import { badInput, KiteError } from '../errors.ts';
import { dayStart } from '../numbers.ts';
import type { Asked, KiteTerms } from './asked.ts';
import { beingProcessed, checkTerms } from './checks.ts';
import { OrderIds } from './ids.ts';
import { KiteOrder, type KiteStatus } from './order.ts';
import { exchangeTerms, requestOf, typeOf } from './request.ts';

const MOST_MODIFICATIONS = 25;
const EXCHANGE_IDS = 1_100_000_000_000_000;

export interface OrdersOptions {
  readonly clock: Clock;
  readonly exchange: SimulatedExchange;
  /** Why the funds do not do for an order. */
  readonly lacks: (asked: Asked) => string | undefined;
  /** Is told each time an order is in another state; the word is not always the order's status. */
  readonly said: (order: KiteOrder, word: KiteStatus | 'UPDATE') => void;
}

/** What belongs to an order that is not sent by itself. */
export interface PartOf {
  readonly parent?: string;
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** The order book of the user: what Kite keeps of each order while the exchange works it. */
export class Orders {
  readonly #options: OrdersOptions;
  readonly #ids = new OrderIds();
  readonly #byId = new Map<string, KiteOrder>();
  readonly #byExchange = new Map<VenueOrderId, KiteOrder>();
  /** Exchange orders that began when something was filled before. */
  readonly #filledBefore = new Map<VenueOrderId, number>();
  readonly #completed = new Map<string, () => void>();
  #exchangeIds = EXCHANGE_IDS;

  constructor(options: OrdersOptions) {
    this.#options = options;
  }

  newId = (): string => this.#ids.next(this.#options.clock.now());

  find = (id: string): KiteOrder | undefined => this.#byId.get(id);

  /** Those of the Indian day, oldest first. */
  today(): readonly KiteOrder[] {
    const from = dayStart(this.#options.clock.now());
    return [...this.#byId.values()].filter(({ tsPlaced }) => tsPlaced >= from);
  }

  open = (): readonly KiteOrder[] => this.today().filter(({ isOver }) => !isOver);

  /** Takes an order that was checked; `completed` is called once all of it is filled. */
  place(asked: Asked, part: PartOf = {}, completed?: () => void): KiteOrder {
    const { clock, lacks } = this.#options;
    const order = new KiteOrder({ id: this.newId(), asked, at: clock.now(), ...part });
    const lacking = lacks(asked);
    this.#byId.set(order.id, order);
    if (completed) this.#completed.set(order.id, completed);
    this.#reach(order, 'VALIDATION PENDING');
    if (lacking === undefined) {
      this.#reach(order, 'OPEN PENDING');
      this.#send(order);
    } else {
      this.#reach(order, 'REJECTED', lacking);
      this.#options.said(order, 'REJECTED');
    }
    return order;
  }

  /** Throws a `KiteError`. */
  modify(order: KiteOrder, terms: KiteTerms): void {
    const { exchange } = this.#options;
    const { listed, side } = order.asked;
    if (order.isOver || order.working === undefined) throw beingProcessed('modified');
    if (order.modifications >= MOST_MODIFICATIONS)
      throw new KiteError('OrderException', 'Maximum allowed order modifications exceeded.');
    if (terms.quantity <= order.filled)
      throw badInput('The quantity of the order cannot be less than what is filled of it.');
    const isWaiting = order.status === 'TRIGGER PENDING';
    checkTerms(isWaiting ? terms : { ...terms, trigger: 0 as KiteTerms['trigger'] }, listed, side, exchange);
    exchange.hold(() => {
      if (isSameKind(order, terms)) this.#replaceTerms(order, terms);
      else this.#replaceOrder(order, terms);
    });
  }

  /** Throws a `KiteError`. */
  cancel(order: KiteOrder): void {
    if (order.isOver || order.working === undefined) throw beingProcessed('cancelled');
    const { working } = order;
    this.#options.exchange.hold(() => {
      this.#reach(order, 'CANCEL PENDING');
      this.#options.exchange.cancel(working);
    });
  }

  /** Ends orders whose minutes are over. */
  expire(): void {
    const now = this.#options.clock.now();
    for (const order of this.open()) {
      const { validity, ttl } = order.terms;
      if (validity === 'TTL' && order.tsPlaced + ttl * MINUTE <= now && order.working) this.cancel(order);
    }
  }

  /** Undefined for an execution of no order that is known. */
  ofTrade = (id: VenueOrderId): KiteOrder | undefined => this.#byExchange.get(id);

  take(event: ExchangeEvent): void {
    if (event.type === 'order') {
      const order = this.#byExchange.get(event.order.id);
      if (order?.working === event.order.id) this.#changed(order, event.order);
    } else if (event.type === 'trade') {
      const order = this.#byExchange.get(event.trade.order);
      if (order === undefined) return;
      order.fill(event.trade);
      if (order.left > 0) {
        this.#options.said(order, 'UPDATE');
        return;
      }
      this.#end(order, 'COMPLETE');
      this.#completed.get(order.id)?.();
    }
  }

  #send(order: KiteOrder): void {
    const { exchange } = this.#options;
    exchange.hold(() => {
      const placed = exchange.place(requestOf(order, exchange));
      this.#byExchange.set(placed.id, order);
      this.#filledBefore.set(placed.id, order.filled);
      order.working = placed.id;
    });
  }

  #changed(order: KiteOrder, { status, reason, triggered }: ExchangeOrder): void {
    if (status === 'canceled' || status === 'expired') {
      const byUser = order.status === 'CANCEL PENDING';
      this.#end(order, 'CANCELLED', byUser ? null : (reason ?? null));
    } else if (status === 'rejected') {
      this.#end(order, 'REJECTED', reason ?? null);
    } else if (!order.isOver) {
      order.exchangeId ??= String(this.#exchangeIds++);
      const isStop = order.terms.orderType === 'SL' || order.terms.orderType === 'SL-M';
      const reached = isStop && !triggered ? 'TRIGGER PENDING' : 'OPEN';
      if (order.status === reached || order.status === 'CANCEL PENDING') return;
      this.#reach(order, reached);
      this.#options.said(order, reached);
    }
  }

  #replaceTerms(order: KiteOrder, terms: KiteTerms): void {
    const { working } = order;
    const known = working && this.#options.exchange.order(working);
    if (working === undefined || known === undefined) throw beingProcessed('modified');
    const wanted = exchangeTerms(terms, this.#filledBefore.get(working) ?? 0);
    const { stopPrice } = known.terms;
    const kept = known.triggered && stopPrice !== undefined ? { ...wanted, stopPrice } : wanted;
    const refusal = this.#options.exchange.modify(working, kept);
    if (refusal !== undefined) throw new KiteError('OrderException', refusal);
    this.#modified(order, terms);
  }

  /** Another type of order is another order at the exchange. */
  #replaceOrder(order: KiteOrder, terms: KiteTerms): void {
    const { working } = order;
    order.working = undefined;
    if (working === undefined || !this.#options.exchange.cancel(working)) {
      order.working = working;
      throw beingProcessed('modified');
    }
    this.#modified(order, terms);
    this.#send(order);
  }

  #modified(order: KiteOrder, terms: KiteTerms): void {
    const before = order.status;
    this.#reach(order, 'MODIFY VALIDATION PENDING');
    this.#reach(order, 'MODIFY PENDING');
    order.terms = terms;
    order.modifications += 1;
    this.#reach(order, 'MODIFIED');
    if (order.working === undefined) return;
    this.#reach(order, before);
    this.#options.said(order, 'UPDATE');
  }

  #end(order: KiteOrder, status: KiteStatus, message: string | null = null): void {
    if (order.isOver) return;
    this.#reach(order, status, message);
    this.#options.said(order, status);
  }

  #reach(order: KiteOrder, status: KiteStatus, message: string | null = null): void {
    order.reach(status, this.#options.clock.now(), message);
  }
}

/** Whether the exchange can change its order, and need not have another. */
function isSameKind(order: KiteOrder, terms: KiteTerms): boolean {
  const { orderType, validity } = order.terms;
  return typeOf[orderType] === typeOf[terms.orderType] && (validity === 'IOC') === (terms.validity === 'IOC');
}
