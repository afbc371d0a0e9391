import { addMoney, type Money, shareOf } from '../model/money.ts';
import type { Leg, Lot, ShrinkingLot } from './lot.ts';
import type { LotMethod, OpenLots } from './method.ts';

/**
 * One lot of everything that is open. What is left of it is always taken from what it was when an entry last came in (`whole`), so
 * that closing bit by bit rounds no more than closing at once and the average does not drift.
 */
class Pool implements OpenLots {
  #whole: Lot | undefined;
  #left: ShrinkingLot | undefined;

  add(entry: Leg, quantity: number, cost: Money, fee: Money): void {
    const open = this.#left;
    this.#whole = open
      ? {
          entry: open.entry,
          quantity: open.quantity + quantity,
          cost: addMoney(open.cost, cost),
          fee: addMoney(open.fee, fee),
        }
      : { entry, quantity, cost, fee };
    this.#left = { ...this.#whole };
  }

  take(contracts: number): Lot {
    const [whole, open] = [this.#whole!, this.#left!];
    const { entry, quantity, cost, fee } = open;
    if (quantity <= contracts) {
      this.#left = undefined;
      return open;
    }
    open.quantity -= contracts;
    open.cost = shareOf(whole.cost, open.quantity, whole.quantity);
    open.fee = shareOf(whole.fee, open.quantity, whole.quantity);
    return { entry, quantity: contracts, cost: (cost - open.cost) as Money, fee: (fee - open.fee) as Money };
  }

  lots(): Iterable<Lot> {
    return this.#left ? [{ ...this.#left }] : [];
  }
}

/**
 * Average cost: entries are merged, and each contract closed costs the average of what was open, cost over quantity, to the micro. An
 * execution closed against the pool names the oldest execution of the pool as its entry; what it cost is the pool's, not that price's.
 */
export const average: LotMethod = { name: 'average', merges: true, open: () => new Pool() };
