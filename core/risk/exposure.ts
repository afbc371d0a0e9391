import { type Money, money, NO_MONEY, priceValue } from '../model/money.ts';
import type { Price } from '../model/price.ts';

/** Contracts of something and what one of them is valued at. */
export interface Valued {
  /** Whole contracts, of either sign. */
  readonly quantity: number;
  readonly price: Price;
  /** Currency units per point. */
  readonly multiplier: number;
}

/** What is at stake, whichever side it is on: |quantity × price × multiplier|. Throws `OutOfRange` beyond ±9 billion. */
export const exposureOf = ({ quantity, price, multiplier }: Valued): Money =>
  money(Math.abs(priceValue(price, quantity, multiplier)));

/** Of one currency. */
export const totalExposure = (of: readonly Valued[]): Money =>
  of.reduce((sum, each) => money(sum + exposureOf(each)), NO_MONEY);

/** Exposure over what the account has; undefined where that is unknown, or nothing is left of it. */
export const leverageOf = (exposure: Money, balance: Money | undefined): number | undefined =>
  balance === undefined || balance <= 0 ? undefined : exposure / balance;
