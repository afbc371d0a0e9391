import type { ExecutionId } from '../../../core/model/ids.ts';
import type { FillRecord } from './parse/fill.ts';

const remembered = 20_000;

/**
 * Which execution a record is of. TT's own id is unique over all exchanges; an old record, or one whose bytes broke on their way, has only others. What once
 * came with TT's own id keeps it, so that nothing is booked twice under two ids.
 */
export class FillIds {
  readonly #own = new Map<string, ExecutionId>();
  readonly #without = new Set<string>();

  /** Learns from the records that have TT's own id. Gives whether one that has none is worth asking for again. */
  doubts(records: readonly FillRecord[]): boolean {
    for (const { own, others } of records) if (own) for (const other of others) this.#learn(other, own);
    const none = this.#own.size === 0 && records.length > 1 && records.every(({ own }) => own === undefined);
    return !none && records.some((record) => record.own === undefined && !this.#isKnown(record));
  }

  /** Believes that these records have no id of TT's own, where none is known. */
  accept(records: readonly FillRecord[]): void {
    for (const record of records) {
      const [first] = record.others;
      if (record.own === undefined && first !== undefined) bounded(this.#without).add(first);
    }
  }

  of({ executionId, others }: FillRecord): ExecutionId {
    return this.#known(others) ?? executionId;
  }

  #isKnown({ others }: FillRecord): boolean {
    return this.#known(others) !== undefined || others.some((other) => this.#without.has(other));
  }

  #known(others: readonly string[]): ExecutionId | undefined {
    for (const other of others) {
      const own = this.#own.get(other);
      if (own !== undefined) return own;
    }
    return undefined;
  }

  #learn(other: string, own: ExecutionId): void {
    if (!this.#without.has(other)) bounded(this.#own).set(other, own);
  }
}

/** Without the half that came first, once there is too much of it. */
function bounded<C extends Map<string, unknown> | Set<string>>(kept: C): C {
  if (kept.size < remembered) return kept;
  let left = remembered / 2;
  for (const key of kept.keys()) {
    if (left-- <= 0) break;
    kept.delete(key);
  }
  return kept;
}
