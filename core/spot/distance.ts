import type { Price } from '../model/price.ts';

/** Thousandths of a percent keep the limit of a settings file whole. */
const PERCENT = 1_000;

/** Whether a price is more than `percent` away from another one; exact. From zero every other price is far. */
export function isFar(price: Price, from: Price, percent: number): boolean {
  const away = BigInt(Math.abs(price - from)) * BigInt(100 * PERCENT);
  return away > BigInt(Math.abs(from)) * BigInt(Math.round(percent * PERCENT));
}

/** How far apart two prices are, as a ratio of the second for people to read. */
export const distanceRatio = (price: Price, from: Price): number =>
  from === 0 ? Number.POSITIVE_INFINITY : Math.abs(price - from) / Math.abs(from);
