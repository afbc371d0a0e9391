import type { Fill } from '../model/fill.ts';
import { type Money, NO_MONEY, priceValue, shareOf } from '../model/money.ts';

/** The execution that opened or closed; a fill is one. */
export type Leg = Pick<Fill, 'executionId' | 'side' | 'price' | 'tsEvent' | 'tradeDate'>;

/** What is left of one entry, or of a pool of them. */
export interface Lot {
  /** The execution that opened it; of a pool the oldest since the position was flat, whose price is not the pool's. */
  readonly entry: Leg;
  /** Contracts, positive; the side is the position's. */
  readonly quantity: number;
  /** What these contracts were worth when they were entered: price × quantity × multiplier. */
  readonly cost: Money;
  /** The part of the entry's fee that falls to these contracts. */
  readonly fee: Money;
}

/** A lot while its owner still takes from it. */
export interface ShrinkingLot extends Lot {
  quantity: number;
  cost: Money;
  fee: Money;
}

/** Told of each part of a lot that is closed: its entry, contracts, what they cost, and their part of the entry's fee. */
export type Taken = (entry: Leg, contracts: number, cost: Money, fee: Money) => void;

/**
 * Takes contracts off a lot. A cost or a fee finer than a micro stays with the lot until its last contract, so the parts add up to
 * the whole exactly.
 */
export function takeFrom(lot: ShrinkingLot, contracts: number, multiplier: number, taken: Taken): void {
  const { entry, quantity, cost, fee } = lot;
  const left = quantity - contracts;
  lot.quantity = left;
  lot.cost = left === 0 ? NO_MONEY : priceValue(entry.price, left, multiplier);
  lot.fee = left === 0 || fee === 0 ? NO_MONEY : shareOf(fee, left, quantity);
  taken(entry, contracts, (cost - lot.cost) as Money, (fee - lot.fee) as Money);
}
