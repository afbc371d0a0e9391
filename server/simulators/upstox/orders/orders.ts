import type { Clock } from '../../../../core/clock.ts';
import type { VenueOrderId } from '../../../../core/model/ids.ts';
import type { OrderTerms } from '../../../../core/model/order.ts';
import { quantity } from '../../../../core/model/quantity.ts';
import type { ExchangeEvent, ExchangeOrder, ExchangeTrade, SimulatedExchange } from '../../port.ts';
import type { Row } from '../answers.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { dayOf } from '../india.ts';
import { user } from '../people.ts';
import type { Asked } from './asked.ts';
import { type Status, UpstoxOrder } from './order.ts';

/** Digits behind the day of an order's id. */
const ID_DIGITS = 9;

export interface OrdersParts {
  readonly exchange: SimulatedExchange;
  readonly catalog: Catalog;
  readonly clock: Clock;
  /** Called with each status that an order goes through. */
  readonly changed: (order: UpstoxOrder, row: Row) => void;
}

/** The orders of the user: what the venue keeps of them beside the exchange. */
export class Orders {
  readonly #parts: OrdersParts;
  readonly #byId = new Map<string, UpstoxOrder>();
  readonly #byExchangeId = new Map<VenueOrderId, UpstoxOrder>();

  constructor(parts: OrdersParts) {
    this.#parts = parts;
  }

  get = (id: string): UpstoxOrder | undefined => this.#byId.get(id);

  /** Of today, oldest first. */
  today(): readonly UpstoxOrder[] {
    const today = dayOf(this.#parts.clock.now());
    return [...this.#byId.values()].filter(({ at }) => dayOf(at.tsCreated) === today);
  }

  /** Executions of today with their orders, oldest first. */
  trades(): readonly { readonly trade: ExchangeTrade; readonly order: UpstoxOrder }[] {
    const { exchange, clock } = this.#parts;
    const today = dayOf(clock.now());
    return exchange.trades(user.id).flatMap((trade) => {
      const order = this.#byExchangeId.get(trade.order);
      return order && dayOf(trade.ts) === today ? [{ trade, order }] : [];
    });
  }

  /** The order that an execution is of. */
  of = (trade: ExchangeTrade): UpstoxOrder | undefined => {
    const known = this.#byExchangeId.get(trade.order);
    const order = known ? undefined : this.#parts.exchange.order(trade.order);
    return known ?? (order && this.#adopted(order));
  };

  place(asked: Asked, contracts: number): UpstoxOrder {
    const { exchange, clock } = this.#parts;
    return exchange.hold(() => {
      const { listed, side, type, validity, price, trigger, tag } = asked;
      const at = exchange.place({
        account: user.id,
        instrument: listed.instrument.id,
        side,
        type,
        timeInForce: validity,
        quantity: quantity(contracts),
        ...(price === undefined ? {} : { price }),
        ...(trigger === undefined ? {} : { stopPrice: trigger }),
        ...(tag === null ? {} : { tag }),
      });
      const begun = { ...at, status: 'pending', filledQuantity: quantity(0), filledCost: 0n } as const;
      const order = new UpstoxOrder(idOf(at), asked, begun);
      this.#byId.set(order.id, order);
      this.#byExchangeId.set(at.id, order);
      const now = clock.now();
      for (const status of ['put order req received', 'validation pending', 'open pending'] as const)
        this.#tell(order, order.become(status, now));
      return order;
    });
  }

  /** Asks for other terms; what comes of it is told. */
  modify(order: UpstoxOrder, terms: OrderTerms, change: Pick<UpstoxOrder, 'validity' | 'disclosed'>): void {
    const { exchange, clock } = this.#parts;
    exchange.hold(() => {
      const now = clock.now();
      order.asksAgain();
      for (const status of ['modify validation pending', 'modify pending'] as const)
        this.#tell(order, order.become(status, now));
      const refusal = exchange.modify(order.at.id, terms);
      if (refusal === undefined) {
        Object.assign(order, change);
        this.#tell(order, order.become('modified', now));
        return;
      }
      this.#tell(order, order.become('not modified', now, refusal));
      this.#tell(order, order.become(statusOf(order.at), now, refusal));
    });
  }

  cancel(order: UpstoxOrder): void {
    const { exchange, clock } = this.#parts;
    exchange.hold(() => {
      order.asksAgain();
      const now = clock.now();
      this.#tell(order, order.become('cancel pending', now));
      if (exchange.cancel(order.at.id)) return;
      this.#tell(order, order.become('not cancelled', now));
      this.#tell(order, order.become(statusOf(order.at), now));
    });
  }

  /** Takes over what the exchange says. */
  take(event: ExchangeEvent): void {
    if (event.type !== 'order') return;
    const order = this.#byExchangeId.get(event.order.id) ?? this.#adopted(event.order);
    if (order === undefined) return;
    const isSame = event.order.status === order.at.status && order.status === statusOf(event.order);
    const isFilled = event.order.filledQuantity !== order.at.filledQuantity;
    order.at = event.order;
    if (isSame && !isFilled) return;
    this.#tell(order, order.become(statusOf(event.order), this.#parts.clock.now(), event.order.reason ?? null));
  }

  /** An order of the user that did not come through the venue's own door, as a hand at another terminal places it. */
  #adopted(at: ExchangeOrder): UpstoxOrder | undefined {
    const { account, instrument, side, type, timeInForce, quantity: contracts, price, stopPrice, tag } = at.request;
    const listed = this.#parts.catalog.byId(instrument);
    if (account !== user.id || listed === undefined) return undefined;
    const asked: Asked = {
      listed,
      product: 'D',
      validity: timeInForce,
      type,
      side,
      quantity: contracts,
      ...(price === undefined ? {} : { price }),
      ...(stopPrice === undefined ? {} : { trigger: stopPrice }),
      disclosed: 0,
      tag: tag ?? null,
      slice: false,
    };
    const begun = { ...at, status: 'pending', filledQuantity: quantity(0), filledCost: 0n } as const;
    const order = new UpstoxOrder(idOf(at), asked, begun);
    this.#byId.set(order.id, order);
    this.#byExchangeId.set(at.id, order);
    this.#tell(order, order.become('open pending', this.#parts.clock.now()));
    return order;
  }

  #tell(order: UpstoxOrder, row: Row): void {
    this.#parts.changed(order, row);
  }
}

/** The day and nine digits: `261121025997024`. */
function idOf({ id, tsCreated }: ExchangeOrder): string {
  const day = dayOf(tsCreated).replaceAll('-', '').slice(2);
  return day + id.slice(-ID_DIGITS).padStart(ID_DIGITS, '0');
}

function statusOf({ status, request, triggered }: ExchangeOrder): Status {
  switch (status) {
    case 'pending':
    case 'unknown':
      return 'open pending';
    case 'working':
    case 'partially_filled':
      return request.stopPrice !== undefined && !triggered ? 'trigger pending' : 'open';
    case 'filled':
      return 'complete';
    case 'canceled':
    case 'expired':
      return 'cancelled';
    case 'rejected':
      return 'rejected';
  }
}
