import type { Calendars } from '../../core/calendar/calendar.ts';
import { tradeDateOf } from '../../core/calendar/session.ts';
import type { Fill } from '../../core/model/fill.ts';
import type { ClientOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { addMoney, type Money, NO_MONEY } from '../../core/model/money.ts';
import type { Order, OrderEvent, OrderIntent } from '../../core/model/order.ts';
import type { Price } from '../../core/model/price.ts';
import type { Instant } from '../../core/model/time.ts';
import { applyOrderEvent } from '../../core/orders/apply.ts';
import { LotBook } from '../../core/pnl/lot-book.ts';
import type { VenueEvent } from '../../core/venue/port.ts';
import { fillOf } from '../desk/fills.ts';
import type { StoredRecording } from './recording.ts';

/** What one instrument came to. */
export interface ReplayedPnl {
  readonly instrument: Instrument;
  readonly position: number;
  readonly realized: Money;
  /** At the last price that was played; null where there was none. */
  readonly unrealized: Money | null;
  readonly last: Price | null;
}

/** What came of the orders of a replay. */
export interface Outcome {
  readonly orders: readonly Order[];
  readonly fills: readonly Fill[];
  /** Of the instruments that were traded. */
  readonly pnl: readonly ReplayedPnl[];
  /** What the venue did not do, by order. */
  readonly refused: readonly { readonly clientOrderId: ClientOrderId; readonly reason: string }[];
}

/** What a venue said of orders, folded as the desk folds it. */
export class OrdersTold {
  readonly #orders = new Map<ClientOrderId, Order>();
  readonly #fills: Fill[] = [];
  readonly #last = new Map<string, Price>();
  readonly #refused: Outcome['refused'][number][] = [];
  readonly #book: LotBook;
  readonly #instruments: ReadonlyMap<string, Instrument>;
  readonly #calendars: Calendars;

  constructor({ contracts }: StoredRecording, calendars: Calendars) {
    this.#instruments = new Map(contracts.map((instrument) => [instrument.id, instrument]));
    this.#book = new LotBook((id) => this.#instrument(id).multiplier);
    this.#calendars = calendars;
  }

  intend(intent: OrderIntent, at: Instant): void {
    this.#apply({ type: 'intended', intent, clientOrderId: intent.clientOrderId, tsEvent: at, tsInit: at });
  }

  take(events: readonly VenueEvent[]): void {
    for (const event of events) {
      if (event.type === 'trade') this.#last.set(event.trade.instrument, event.trade.price);
      else if (event.type === 'bar') this.#last.set(event.bar.instrument, event.bar.close);
      else if (event.type === 'order') this.#apply(event.event);
    }
  }

  outcome(): Outcome {
    const traded = [...new Set(this.#fills.map(({ instrument }) => instrument))];
    return {
      orders: [...this.#orders.values()],
      fills: this.#fills,
      pnl: traded.map((id) => this.#pnlOf(this.#instrument(id))),
      refused: this.#refused,
    };
  }

  #apply(event: OrderEvent): void {
    const { clientOrderId } = event;
    const { order } = applyOrderEvent(this.#orders.get(clientOrderId), event);
    if (order) this.#orders.set(clientOrderId, order);
    if (event.type === 'rejected' || event.type === 'cancel_rejected' || event.type === 'replace_rejected') {
      this.#refused.push({ clientOrderId, reason: event.reason });
    }
    if (event.type !== 'filled' || !order) return;
    const { session } = this.#instrument(order.intent.instrument);
    const fill = fillOf(order, event, tradeDateOf(session, event.tsEvent, this.#calendars));
    this.#fills.push(fill);
    this.#book.apply(fill);
  }

  #pnlOf(instrument: Instrument): ReplayedPnl {
    const positions = [...this.#book.positions(instrument.id)];
    const last = this.#last.get(instrument.id);
    const total = (amounts: readonly Money[]): Money => amounts.reduce(addMoney, NO_MONEY);
    return {
      instrument,
      position: positions.reduce((sum, { quantity }) => sum + quantity, 0),
      realized: total(positions.map(({ realized }) => realized)),
      unrealized: last === undefined ? null : total(positions.map((position) => position.unrealized(last))),
      last: last ?? null,
    };
  }

  #instrument(id: string): Instrument {
    const found = this.#instruments.get(id);
    if (!found) throw new Error(`The recording does not name ${id}.`);
    return found;
  }
}
