import type { Money } from '../model/money.ts';
import { type Leg, type Lot, type ShrinkingLot, splitOff } from './lot.ts';
import type { LotMethod, OpenLots } from './method.ts';

class Queue implements OpenLots {
  readonly #multiplier: number;
  #lots: ShrinkingLot[] = [];
  #head = 0;

  constructor(multiplier: number) {
    this.#multiplier = multiplier;
  }

  add(entry: Leg, quantity: number, cost: Money, fee: Money): void {
    this.#lots.push({ entry, quantity, cost, fee });
  }

  take(contracts: number): Lot {
    const lot = this.#lots[this.#head]!;
    if (lot.quantity > contracts) return splitOff(lot, contracts, this.#multiplier);
    this.#head += 1;
    this.#forget();
    return lot;
  }

  lots(): Iterable<Lot> {
    return this.#lots.slice(this.#head);
  }

  /** Drops what was closed once it is the larger part, so that a lot costs one copy at most. */
  #forget(): void {
    if (this.#head === this.#lots.length) {
      this.#lots.length = 0;
      this.#head = 0;
    } else if (this.#head > 1_024 && this.#head * 2 > this.#lots.length) {
      this.#lots = this.#lots.slice(this.#head);
      this.#head = 0;
    }
  }
}

/** First in, first out: the oldest lot is closed first. */
export const fifo: LotMethod = { name: 'fifo', merges: false, open: (multiplier) => new Queue(multiplier) };
