import type { Fill } from '../model/fill.ts';
import { type Money, priceValue } from '../model/money.ts';

/** The execution that opened or closed; a fill is one. */
export type Leg = Pick<Fill, 'executionId' | 'price' | 'tsEvent' | 'tradeDate'>;

/** What is left of one entry. */
export interface Lot {
  readonly entry: Leg;
  /** Contracts, positive; the side is the position's. */
  readonly quantity: number;
  /** What these contracts were worth when they were entered: price × quantity × multiplier. */
  readonly cost: Money;
}

/** A lot while its owner still takes from it. */
export interface ShrinkingLot extends Lot {
  quantity: number;
  cost: Money;
}

/**
 * Takes contracts off a lot and gives what they cost. A cost finer than a micro stays with the lot until its last contract, so
 * the parts add up to the whole exactly.
 */
export function takeFrom(lot: ShrinkingLot, contracts: number, multiplier: number): Money {
  const left = lot.quantity - contracts;
  const remaining = left === 0 ? 0 : priceValue(lot.entry.price, left, multiplier);
  const cost = lot.cost - remaining;
  lot.quantity = left;
  lot.cost = remaining as Money;
  return cost as Money;
}
