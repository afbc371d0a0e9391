import { OutOfRange } from '../errors.ts';
import { divideHalfEvenBig, toSafe } from '../model/decimal.ts';
import { MONEY_UNITS, type Money, money } from '../model/money.ts';
import { PRICE_UNITS_PER_POINT, type Price } from '../model/price.ts';

/** What is held where a scenario begins: signed contracts, and the P&L that the day has at the spot. */
export interface Base {
  readonly quantity: number;
  readonly pnl: Money;
}

export const NO_BASE: Base = { quantity: 0, pnl: money(0) };

/** Something bought (positive) or sold (negative) before the scenario, with its price. */
export interface BaseFill {
  readonly quantity: number;
  readonly price: Price;
}

/**
 * The base of a start of day from its fills: Σ quantity, and Σ quantity × (spot − price) × multiplier. The sum is exact whatever the
 * order of the fills, and only a total finer than a micro is rounded, once and half to even. `multiplier` is currency units per point.
 */
export function baseOfFills(fills: Iterable<BaseFill>, spot: Price, multiplier: number): Base {
  let quantity = 0;
  let points = 0n;
  for (const fill of fills) {
    if (!Number.isSafeInteger(fill.quantity)) throw new OutOfRange(`${fill.quantity} is no whole number of contracts`);
    quantity += fill.quantity;
    points += BigInt(fill.quantity) * BigInt(spot - fill.price);
  }
  const micros = divideHalfEvenBig(
    points * BigInt(Math.round(multiplier * MONEY_UNITS)),
    BigInt(PRICE_UNITS_PER_POINT),
  );
  return { quantity, pnl: money(toSafe(micros, 'the P&L of the base in micros')) };
}
