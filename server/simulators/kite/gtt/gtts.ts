import type { Clock } from '../../../../core/clock.ts';
import { DAY, type Instant } from '../../../../core/model/time.ts';
import type { ExchangeEvent, SimulatedExchange } from '../../port.ts';
import { KiteError } from '../errors.ts';
import { rupees, timestamp } from '../numbers.ts';
import type { Asked } from '../orders/asked.ts';
import type { KiteOrder } from '../orders/order.ts';
import { USER_ID } from '../people.ts';
import type { GttAsked } from './asked.ts';

const LIFE = 365 * DAY;

interface Gtt {
  readonly id: number;
  readonly created: Instant;
  asked: GttAsked;
  updated: Instant;
  status: 'active' | 'triggered';
  readonly results: Map<number, object>;
  readonly leave: () => void;
}

/** Orders that wait for a price outside of the exchange, for a year at most: good till triggered. */
export class Gtts {
  readonly #clock: Clock;
  readonly #exchange: SimulatedExchange;
  readonly #place: (asked: Asked) => KiteOrder;
  readonly #gtts = new Map<number, Gtt>();
  #next = 1;

  constructor(clock: Clock, exchange: SimulatedExchange, place: (asked: Asked) => KiteOrder) {
    this.#clock = clock;
    this.#exchange = exchange;
    this.#place = place;
  }

  add(asked: GttAsked): number {
    const now = this.#clock.now();
    const id = this.#next++;
    const leave = this.#exchange.watch(asked.listed.instrument.id);
    this.#gtts.set(id, { id, asked, created: now, updated: now, status: 'active', results: new Map(), leave });
    return id;
  }

  /** Throws a `KiteError` for one that does not wait any more. */
  change(id: number, asked: GttAsked): void {
    const gtt = this.#active(id);
    gtt.asked = asked;
    gtt.updated = this.#clock.now();
  }

  remove(id: number): void {
    this.#active(id).leave();
    this.#gtts.delete(id);
  }

  row(id: number): object {
    const gtt = this.#gtts.get(id);
    if (gtt === undefined) throw notFound();
    return rowOf(gtt);
  }

  rows = (): readonly object[] => [...this.#gtts.values()].map(rowOf);

  take(event: ExchangeEvent): void {
    if (event.type !== 'market_trade') return;
    const { instrument, price } = event.trade;
    for (const gtt of this.#gtts.values()) {
      if (gtt.status !== 'active' || gtt.asked.listed.instrument.id !== instrument) continue;
      const leg = legOf(gtt.asked, rupees(price));
      if (leg !== undefined) this.#trigger(gtt, leg, rupees(price));
    }
  }

  close(): void {
    for (const { leave } of this.#gtts.values()) leave();
  }

  #trigger(gtt: Gtt, leg: number, at: number): void {
    const order = gtt.asked.orders[leg];
    if (order === undefined) return;
    gtt.status = 'triggered';
    gtt.updated = this.#clock.now();
    gtt.leave();
    const said = { account_id: USER_ID, ...order.row, validity: 'DAY', meta: '{}', timestamp: timestamp(gtt.updated) };
    gtt.results.set(leg, { ...said, triggered_at: at, order_result: this.#send(order.asked) });
  }

  #send(asked: Asked): object {
    try {
      return { status: 'success', order_id: this.#place(asked).id, rejection_reason: '' };
    } catch (error) {
      if (!(error instanceof KiteError)) throw error;
      return { status: 'failed', order_id: '', rejection_reason: error.message };
    }
  }

  #active(id: number): Gtt {
    const gtt = this.#gtts.get(id);
    if (gtt?.status !== 'active') throw notFound();
    return gtt;
  }
}

const notFound = (): KiteError => new KiteError('GeneralException', 'Trigger not found', 404);

/** Which of the orders a price sets free: a value above where it was set is reached from below, one below it from above. */
function legOf({ condition }: GttAsked, price: number): number | undefined {
  const reached = condition.trigger_values.findIndex((value) =>
    value >= condition.last_price ? price >= value : price <= value,
  );
  return reached < 0 ? undefined : reached;
}

const rowOf = ({ id, asked, created, updated, status, results }: Gtt) => ({
  id,
  user_id: USER_ID,
  parent_trigger: null,
  type: asked.type,
  created_at: timestamp(created),
  updated_at: timestamp(updated),
  expires_at: timestamp((created + LIFE) as Instant),
  status,
  condition: { ...asked.condition, instrument_token: asked.listed.token },
  orders: asked.orders.map(({ row }, leg) => ({ ...row, result: results.get(leg) ?? null })),
  meta: null,
});
