import type { ExecutionId } from '../../../../core/model/ids.ts';
import type { Instant } from '../../../../core/model/time.ts';
import type { VenueFill } from '../../../../core/venue/books.ts';
import { nanosecondsOf } from '../parse/digits.ts';

/** Which fills are new: each look begins some time before the newest fill, as TT may list one late, and each execution is told once. */
export class FillsWatch {
  readonly #overlap: number;
  readonly #seen = new Map<ExecutionId, Instant>();
  #since: Instant;

  /** `overlap` in microseconds. */
  constructor(begin: Instant, overlap: number) {
    this.#overlap = overlap;
    this.#since = (begin - overlap) as Instant;
  }

  /** From which nanosecond to ask. */
  get since(): bigint {
    return nanosecondsOf(this.#since);
  }

  /** Those that were not told, oldest first. */
  take(fills: readonly VenueFill[]): readonly VenueFill[] {
    const fresh: VenueFill[] = [];
    for (const fill of fills) {
      if (fill.tsEvent < this.#since || this.#seen.has(fill.executionId)) continue;
      this.#seen.set(fill.executionId, fill.tsEvent);
      fresh.push(fill);
    }
    const newest = fresh.reduce((latest, { tsEvent }) => Math.max(latest, tsEvent), 0);
    if (newest - this.#overlap > this.#since) {
      this.#since = (newest - this.#overlap) as Instant;
      for (const [id, at] of this.#seen) if (at < this.#since) this.#seen.delete(id);
    }
    return fresh;
  }
}
