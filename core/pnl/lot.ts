import type { Fill } from '../model/fill.ts';
import { type Money, priceValue, shareOf } from '../model/money.ts';

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

/**
 * Takes contracts off a lot that has more of them. A cost or a fee finer than a micro stays with the lot until its last contract, so
 * the parts add up to the whole exactly.
 */
export function splitOff(lot: ShrinkingLot, contracts: number, multiplier: number): Lot {
  const { entry, quantity, cost, fee } = lot;
  const left = quantity - contracts;
  lot.quantity = left;
  lot.cost = priceValue(entry.price, left, multiplier);
  if (fee !== 0) lot.fee = shareOf(fee, left, quantity);
  return { entry, quantity: contracts, cost: (cost - lot.cost) as Money, fee: (fee - lot.fee) as Money };
}
