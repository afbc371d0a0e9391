import type { Money } from '../model/money.ts';
import { type Leg, type ShrinkingLot, takeFrom } from './lot.ts';
import type { LotMethod, OpenLots, Taken } from './method.ts';

class Stack implements OpenLots {
  readonly #multiplier: number;
  readonly #lots: ShrinkingLot[] = [];

  constructor(multiplier: number) {
    this.#multiplier = multiplier;
  }

  add(entry: Leg, quantity: number, cost: Money): void {
    this.#lots.push({ entry, quantity, cost });
  }

  take(contracts: number, taken: Taken): void {
    for (let left = contracts; left > 0; ) {
      const lot = this.#lots.at(-1)!;
      const quantity = Math.min(lot.quantity, left);
      const cost = takeFrom(lot, quantity, this.#multiplier);
      if (lot.quantity === 0) this.#lots.pop();
      left -= quantity;
      taken(lot.entry, quantity, cost);
    }
  }

  lots(): Iterable<ShrinkingLot> {
    return this.#lots.toReversed();
  }
}

/** Last in, first out: the newest lot is closed first. */
export const lifo: LotMethod = { name: 'lifo', open: (multiplier) => new Stack(multiplier) };
