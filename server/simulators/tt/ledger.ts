import type { VenueOrderId } from '../../../core/model/ids.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { ExchangeOrder, ExchangeTrade, SimulatedExchange } from '../port.ts';
import { type Parent, Parents } from './parents.ts';

/** One row of the ledger of fills. A trade of an algorithm's order has two: its own, and the same said again by the algorithm. */
export interface FillEntry {
  readonly nanoseconds: bigint;
  readonly trade: ExchangeTrade;
  /** The order as the trade left it. */
  readonly order: ExchangeOrder;
  /** The algorithm that says it again, as the trade left it. */
  readonly parent?: Parent;
}

const closed: ReadonlySet<ExchangeOrder['status']> = new Set(['canceled', 'rejected', 'expired']);

/** Instants are microseconds; what happens in one of them shares a nanosecond of it. */
export const nanosecondsOf = (at: Instant): bigint => BigInt(at) * 1_000n + ((BigInt(at) * 7_919n) % 1_000n);

/** What TT keeps of orders and fills, in order of time. */
export class Ledger {
  readonly parents = new Parents();
  readonly fills: FillEntry[] = [];
  readonly #orders = new Map<VenueOrderId, ExchangeOrder>();

  constructor(exchange: SimulatedExchange) {
    exchange.on((event) => {
      if (event.type === 'order') this.#ordered(event.order);
      else if (event.type === 'trade') this.#traded(event.trade);
    });
  }

  /** The first fill at or after a nanosecond. */
  from(nanoseconds: bigint): number {
    let low = 0;
    let high = this.fills.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.fills[middle]?.nanoseconds ?? nanoseconds) < nanoseconds) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #ordered(order: ExchangeOrder): void {
    this.#orders.set(order.id, order);
    const { parent } = order.request;
    if (parent === undefined || !closed.has(order.status)) return;
    this.parents.gaveUp(parent, order.terms.quantity - order.filledQuantity, order.tsUpdated);
  }

  #traded(trade: ExchangeTrade): void {
    const order = this.#orders.get(trade.order);
    if (order === undefined) return;
    const entry = { nanoseconds: nanosecondsOf(trade.ts), trade, order };
    this.fills.push(entry);
    const parent = order.request.parent && this.parents.traded(order.request.parent, trade.quantity, trade.ts);
    if (parent) this.fills.push({ ...entry, parent });
  }
}
