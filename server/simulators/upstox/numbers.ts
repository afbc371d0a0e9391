import { MONEY_UNITS, type Money } from '../../../core/model/money.ts';
import { PRICE_UNITS_PER_POINT, type Price } from '../../../core/model/price.ts';

/** The double nearest to a decimal, which JSON writes as that decimal: a quotient of two exact integers is rounded once. */
export const priceNumber = (price: Price): number => price / PRICE_UNITS_PER_POINT;
export const moneyNumber = (money: Money): number => money / MONEY_UNITS;

/** Nano-points times contracts, as rupees to the ten-thousandth. */
export const valueNumber = (cost: bigint): number => Number(cost / 100_000n) / 10_000;

/** An average as the venue rounds it, to the ten-thousandth; zero of nothing. */
export function averageNumber(cost: bigint, quantity: number): number {
  return quantity === 0 ? 0 : Math.round((valueNumber(cost) * 10_000) / quantity) / 10_000;
}

/** A price of a JSON number; undefined for one that no price can be. */
export function priceOf(points: number): Price | undefined {
  const nanoPoints = Math.round(points * PRICE_UNITS_PER_POINT);
  return Number.isSafeInteger(nanoPoints) ? ((nanoPoints === 0 ? 0 : nanoPoints) as Price) : undefined;
}
