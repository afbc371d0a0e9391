import type { VenueRefusal } from './schema.ts';

interface Watched {
  /** Its end is what was asked for. */
  readonly ending: boolean;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The orders that the console's reply to a request speaks of. */
function ordersOf(reply: unknown): Record<string, unknown>[] {
  if (!isObject(reply)) return [];
  const orders: readonly unknown[] = 'orders' in reply && Array.isArray(reply.orders) ? reply.orders : [reply];
  return orders.filter(isObject).map((order) => ({ ...order }));
}

const keyOf = ({ id, text, at }: VenueRefusal): string => `${id} ${at} ${text}`;

/** What the venue makes of that which was asked for here: the console only says that a request is on disk, and the rest comes later. */
export class Answers {
  readonly #watched = new Map<string, Watched>();
  #told = new Set<string>();

  /** What was refused before is no answer to what is asked now. */
  begin(refusals: readonly VenueRefusal[]): void {
    this.#told = new Set(refusals.map(keyOf));
  }

  take(reply: unknown): void {
    for (const { clientOrderId, cancelRequested } of ordersOf(reply)) {
      if (typeof clientOrderId === 'string') this.#watched.set(clientOrderId, { ending: cancelRequested === true });
    }
    const [oldest] = this.#watched.keys();
    if (this.#watched.size > 100 && oldest !== undefined) this.#watched.delete(oldest);
  }

  /** The refusal that nobody was told of yet; undefined when there is none of what was asked for here. */
  next(refusals: readonly VenueRefusal[]): string | undefined {
    const found = refusals.find((refusal) => {
      const watched = this.#watched.get(refusal.id);
      return watched && !this.#told.has(keyOf(refusal)) && !(watched.ending && refusal.ended);
    });
    if (found) this.#told.add(keyOf(found));
    return found?.text;
  }
}
