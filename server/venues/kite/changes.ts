import type { VenueOrderId } from '../../../core/model/ids.ts';
import { KiteRefused } from './errors.ts';
import type { Kite } from './http.ts';

/** As documented, for one order. */
const MOST = 25;
/** Orders whose changes are counted. */
const REMEMBERED = 20_000;

/** Counts the changes of each order, of which Kite takes so many: one more is refused here, before Kite does. */
export class Changes {
  readonly #kite: Pick<Kite, 'statuses'>;
  readonly #counts = new Map<VenueOrderId, number>();
  readonly #restored = new Set<VenueOrderId>();

  constructor(kite: Pick<Kite, 'statuses'>) {
    this.#kite = kite;
  }

  /** An order of before a restart: Kite knows how often it was changed. */
  restore(id: VenueOrderId): void {
    this.#restored.add(id);
  }

  /** Sends one more change. Rejects with a `KiteRefused` where it would be too many, and as `send` does. */
  async send(id: VenueOrderId, send: () => Promise<void>): Promise<void> {
    const count = await this.#count(id);
    if (count >= MOST) {
      const advice = 'Cancel it and place another.';
      throw new KiteRefused(
        'OrderException',
        `Kite takes ${MOST} changes of an order, and this one had them. ${advice}`,
      );
    }
    this.#counts.delete(id);
    this.#counts.set(id, count + 1);
    for (const oldest of this.#counts.keys()) {
      if (this.#counts.size <= REMEMBERED) break;
      this.#counts.delete(oldest);
    }
    await send();
  }

  async #count(id: VenueOrderId): Promise<number> {
    if (this.#restored.has(id)) {
      const before = await this.#kite.statuses(id).then(countOf, () => 0);
      this.#restored.delete(id);
      this.#counts.set(id, Math.max(before, this.#counts.get(id) ?? 0));
    }
    return this.#counts.get(id) ?? 0;
  }
}

/** Each change that Kite took on goes through this status, made or not. */
const countOf = (statuses: readonly string[]): number =>
  statuses.filter((status) => status === 'MODIFY VALIDATION PENDING').length;
