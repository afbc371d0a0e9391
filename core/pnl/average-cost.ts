import { addMoney, type Money, NO_MONEY, shareOf } from '../model/money.ts';
import type { Leg, Lot } from './lot.ts';
import type { LotMethod, OpenLots } from './method.ts';

/**
 * One lot of everything that is open. What is left of it is always taken from what it was when an entry last came in (`whole`), so
 * that closing bit by bit rounds no more than closing at once and the average does not drift.
 */
class Pool implements OpenLots {
  #entry: Leg | undefined;
  #quantity = 0;
  #cost = NO_MONEY;
  #fee = NO_MONEY;
  #wholeQuantity = 0;
  #wholeCost = NO_MONEY;
  #wholeFee = NO_MONEY;

  add(entry: Leg, quantity: number, cost: Money, fee: Money): void {
    this.#entry ??= entry;
    this.#quantity = this.#wholeQuantity = this.#quantity + quantity;
    this.#cost = this.#wholeCost = addMoney(this.#cost, cost);
    this.#fee = this.#wholeFee = addMoney(this.#fee, fee);
  }

  take(contracts: number): Lot {
    const open = this.#open();
    const left = open.quantity - contracts;
    if (left <= 0) {
      this.#entry = undefined;
      this.#quantity = 0;
      this.#cost = this.#fee = NO_MONEY;
      return open;
    }
    this.#quantity = left;
    this.#cost = shareOf(this.#wholeCost, left, this.#wholeQuantity);
    if (this.#wholeFee !== 0) this.#fee = shareOf(this.#wholeFee, left, this.#wholeQuantity);
    return {
      entry: open.entry,
      quantity: contracts,
      cost: (open.cost - this.#cost) as Money,
      fee: (open.fee - this.#fee) as Money,
    };
  }

  lots(): Iterable<Lot> {
    return this.#entry ? [this.#open()] : [];
  }

  #open(): Lot {
    return { entry: this.#entry!, quantity: this.#quantity, cost: this.#cost, fee: this.#fee };
  }
}

/**
 * Average cost: entries are merged, and each contract closed costs the average of what was open, cost over quantity, to the micro. An
 * execution closed against the pool names the oldest execution of the pool as its entry; what it cost is the pool's, not that price's.
 */
export const average: LotMethod = { name: 'average', merges: true, open: () => new Pool() };
