import type { AccountId } from '../../../core/model/ids.ts';
import { money } from '../../../core/model/money.ts';
import { signedQuantity } from '../../../core/model/quantity.ts';
import type { VenuePosition } from '../../../core/venue/books.ts';
import type { PositionRecord } from './parse/position.ts';

/** What an account holds, each instrument once: Upstox tells it by product, carried and intraday by themselves. */
export class Held {
  readonly #nameOf: (key: string) => string;
  readonly #byKey = new Map<string, Map<string, PositionRecord>>();
  #isAsked = false;

  constructor(nameOf: (key: string) => string) {
    this.#nameOf = nameOf;
  }

  /** Everything, as it was asked for. */
  all(records: readonly PositionRecord[], account: AccountId): VenuePosition[] {
    this.#isAsked = true;
    this.#byKey.clear();
    for (const record of records) this.#put(record);
    return [...this.#byKey.keys()].map((key) => this.#position(key, account));
  }

  /** One product anew; undefined while nothing is known of the others. */
  one(record: PositionRecord, account: AccountId): VenuePosition | undefined {
    if (!this.#isAsked) return undefined;
    this.#put(record);
    return this.#position(record.contractId, account);
  }

  #put(record: PositionRecord): void {
    const products = this.#byKey.get(record.contractId) ?? new Map<string, PositionRecord>();
    this.#byKey.set(record.contractId, products.set(record.product, record));
  }

  #position(key: string, account: AccountId): VenuePosition {
    return { account, instrument: this.#nameOf(key), ...together([...(this.#byKey.get(key)?.values() ?? [])]) };
  }
}

function together(rows: readonly PositionRecord[]): Omit<VenuePosition, 'account' | 'instrument'> {
  const sum = (of: (row: PositionRecord) => number | undefined): number | undefined =>
    rows.every((row) => of(row) !== undefined) ? rows.reduce((total, row) => total + (of(row) ?? 0), 0) : undefined;
  const held = rows.filter(({ quantity }) => quantity !== 0);
  const [startOfDay, realized, unrealized] = [
    sum((row) => row.startOfDay),
    sum((row) => row.realized),
    sum((row) => row.unrealized),
  ];
  return {
    quantity: signedQuantity(sum(({ quantity }) => quantity) ?? 0),
    // averages of several products do not add up
    ...(held.length === 1 && held[0]?.average !== undefined ? { average: held[0].average } : {}),
    ...(startOfDay === undefined ? {} : { startOfDay: signedQuantity(startOfDay) }),
    ...(realized === undefined ? {} : { realized: money(realized) }),
    ...(unrealized === undefined ? {} : { unrealized: money(unrealized) }),
  };
}
