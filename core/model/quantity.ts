import { OutOfRange } from '../errors.ts';
import type { Brand } from './brand.ts';

/** Whole contracts, never negative; direction is `Side`. */
export type Quantity = Brand<number, 'Quantity'>;

/** Whole contracts with a sign: long positive, short negative. */
export type SignedQuantity = Brand<number, 'SignedQuantity'>;

export type Side = 'buy' | 'sell';

/** Throws `OutOfRange` for fractions, negatives and what is no number. */
export function quantity(contracts: number): Quantity {
  if (!Number.isSafeInteger(contracts) || contracts < 0) {
    throw new OutOfRange(`${contracts} is no quantity: a quantity is a whole number of contracts, zero or more`);
  }
  return (contracts === 0 ? 0 : contracts) as Quantity;
}

/** Throws `OutOfRange` for fractions and what is no number. */
export function signedQuantity(contracts: number): SignedQuantity {
  if (!Number.isSafeInteger(contracts)) throw new OutOfRange(`${contracts} is no whole number of contracts`);
  return (contracts === 0 ? 0 : contracts) as SignedQuantity;
}

/** +1 for a buy, -1 for a sell. */
export const sideSign = (side: Side): 1 | -1 => (side === 'buy' ? 1 : -1);

export const withSide = (contracts: Quantity, side: Side): SignedQuantity => signedQuantity(sideSign(side) * contracts);
