import type { ExecutionId, VenueOrderId } from '../../../core/model/ids.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { OrderRecord, TradeRecord } from './record.ts';

const REMEMBERED = 20_000;

/** Which rows and executions came already. */
export class Heard {
  readonly #rows = new Map<VenueOrderId, Instant>();
  readonly #trades = new Set<ExecutionId>();

  row({ id, tsUpdated }: OrderRecord): void {
    const before = this.#rows.get(id);
    if (before !== undefined && before >= tsUpdated) return;
    this.#rows.delete(id);
    this.#rows.set(id, tsUpdated);
    forgetFirst(this.#rows);
  }

  trade({ id }: TradeRecord): void {
    this.#trades.add(id);
    forgetFirst(this.#trades);
  }

  hasRow({ id, tsUpdated }: OrderRecord): boolean {
    return (this.#rows.get(id) ?? -1) >= tsUpdated;
  }

  hasTrade({ id }: TradeRecord): boolean {
    return this.#trades.has(id);
  }
}

function forgetFirst<K>(kept: Map<K, unknown> | Set<K>): void {
  if (kept.size <= REMEMBERED) return;
  for (const key of kept.keys()) {
    kept.delete(key);
    return;
  }
}
