import type { Money } from '../model/money.ts';
import { type Leg, type Lot, type ShrinkingLot, splitOff } from './lot.ts';
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

  take(contracts: number): Lot {
    const lot = this.#lots.at(-1)!;
    if (lot.quantity > contracts) return splitOff(lot, contracts, this.#multiplier);
    this.#lots.pop();
    return lot;
  }

  lots(): Iterable<Lot> {
    return this.#lots.toReversed();
  }
}

/** Last in, first out: the newest lot is closed first. */
export const lifo: LotMethod = { name: 'lifo', merges: false, open: (multiplier) => new Stack(multiplier) };
