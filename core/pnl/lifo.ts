import type { Money } from '../model/money.ts';
import { type Leg, type Lot, type ShrinkingLot, type Taken, takeFrom } from './lot.ts';
import type { LotMethod, OpenLots } from './method.ts';

class Stack implements OpenLots {
  readonly #multiplier: number;
  readonly #lots: ShrinkingLot[] = [];

  constructor(multiplier: number) {
    this.#multiplier = multiplier;
  }

  add(entry: Leg, quantity: number, cost: Money, fee: Money): void {
    this.#lots.push({ entry, quantity, cost, fee });
  }

  take(contracts: number, taken: Taken): void {
    for (let left = contracts; left > 0; ) {
      const lot = this.#lots.at(-1)!;
      const quantity = Math.min(lot.quantity, left);
      left -= quantity;
      takeFrom(lot, quantity, this.#multiplier, taken);
      if (lot.quantity === 0) this.#lots.pop();
    }
  }

  lots(): Iterable<Lot> {
    return this.#lots.toReversed();
  }
}

/** Last in, first out: the newest lot is closed first. */
export const lifo: LotMethod = { name: 'lifo', open: (multiplier) => new Stack(multiplier) };
