import { DAY, type Instant } from '../../../../core/model/time.ts';
import type { VenueOrder } from '../../../../core/venue/books.ts';
import type { OrdersOf } from '../orders.ts';
import { Changes } from './changes.ts';

const atOnce = 10;
const tries = 3;
const kept = 1_000;

interface Ended {
  readonly order: VenueOrder;
  /** When it was seen, the machine's clock. */
  readonly seen: Instant;
}

interface Gone {
  readonly order: VenueOrder;
  readonly tries: number;
}

const isOver = ({ status }: VenueOrder): boolean =>
  status === 'filled' || status === 'canceled' || status === 'rejected' || status === 'expired';

/** TT lists what works; an order that it lists no more is asked for by its id until TT says how it ended. */
export class OrdersWatch {
  readonly #changes = new Changes<VenueOrder>(({ venueOrderId }) => venueOrderId);
  readonly #ended = new Map<string, Ended>();
  #gone: readonly Gone[] = [];

  /** What is other than before. `ask` gives an order by its id, undefined for one that TT does not know. */
  async take(
    { orders: working, whole }: OrdersOf,
    ask: (id: string) => Promise<VenueOrder | undefined>,
    now: Instant,
  ): Promise<readonly VenueOrder[]> {
    const { changed, gone } = this.#changes.take(working, whole);
    const open = new Set(working.map(({ venueOrderId }) => venueOrderId));
    const waiting = [...this.#gone, ...gone.map((order) => ({ order, tries: 0 }))].filter(
      ({ order }) => !open.has(order.venueOrderId),
    );
    this.#gone = waiting;
    const settled: VenueOrder[] = [];
    for (const each of waiting.slice(0, atOnce)) {
      const found = await ask(each.order.venueOrderId);
      this.#gone = this.#gone.filter((other) => other !== each);
      if (found !== undefined && isOver(found)) settled.push(found);
      else if (each.tries + 1 < tries) this.#gone = [...this.#gone, { ...each, tries: each.tries + 1 }];
      else
        settled.push({
          ...each.order,
          status: 'unknown',
          reason: 'TT lists it no more and does not say how it ended.',
        });
    }
    for (const order of settled) this.#ended.set(order.venueOrderId, { order, seen: now });
    this.#forget(now);
    return [...changed, ...settled];
  }

  /** Those that ended, as far as they were watched, and changed or were seen to at or after an instant. */
  ended(since: Instant): readonly VenueOrder[] {
    return [...this.#ended.values()]
      .filter(({ order, seen }) => order.tsUpdated >= since || seen >= since)
      .map(({ order }) => order);
  }

  #forget(now: Instant): void {
    for (const [id, { seen }] of this.#ended) {
      if (seen >= now - DAY && this.#ended.size <= kept) return;
      this.#ended.delete(id);
    }
  }
}
