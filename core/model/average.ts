import { OutOfRange } from '../errors.ts';
import { MONEY_UNITS, type Money } from './money.ts';

/** An average price as the quotient it is: nano-points × contracts over contracts. `quantity` is positive; nothing is rounded. */
export interface AveragePrice {
  readonly cost: bigint;
  readonly quantity: bigint;
}

/**
 * Of open lots, from their cost as money and their signed quantity; undefined when flat. `multiplier` is the instrument's, currency
 * units per point.
 */
export function averageOfPosition(cost: Money, quantity: number, multiplier: number): AveragePrice | undefined {
  if (quantity === 0) return undefined;
  const microMultiplier = Math.round(multiplier * MONEY_UNITS);
  if (microMultiplier <= 0) throw new OutOfRange(`${multiplier} is no multiplier`);
  const sign = quantity < 0 ? -1n : 1n;
  // micros of money over micros of money per point is points; 1e9 more is nano-points
  return { cost: sign * BigInt(cost) * 1_000_000_000n, quantity: sign * BigInt(quantity) * BigInt(microMultiplier) };
}
