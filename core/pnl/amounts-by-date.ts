import { type Money, money, NO_MONEY } from '../model/money.ts';
import type { TradeDate } from '../model/time.ts';

/** Amounts summed by trade date. The sum of the newest date is kept aside, since most amounts fall to the date of the one before. */
export class AmountsByDate {
  readonly #sums = new Map<TradeDate, Money>();
  #date: TradeDate | undefined;
  #sum = 0;
  #total = 0;

  /** Over all dates. */
  get total(): Money {
    return money(this.#total);
  }

  add(date: TradeDate, amount: Money): void {
    if (date !== this.#date) this.#turnTo(date);
    this.#sum += amount;
    this.#total += amount;
  }

  on(date: TradeDate): Money {
    return this.byDate().get(date) ?? NO_MONEY;
  }

  /** Dates in the order in which they came first. */
  byDate(): ReadonlyMap<TradeDate, Money> {
    if (this.#date !== undefined) this.#sums.set(this.#date, money(this.#sum));
    return this.#sums;
  }

  #turnTo(date: TradeDate): void {
    this.#sum = this.on(date);
    this.#sums.set(date, money(this.#sum));
    this.#date = date;
  }
}
