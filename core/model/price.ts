import type { Brand } from './brand.ts';

/**
 * Integer billionths of a point (nano-points): 110'085 is 110_265_625_000. Holds every 1/512 and every nine-decimal text exactly
 * up to ±9,007,199 points, and is `DECIMAL(18,9)` in SQL.
 */
export type Price = Brand<number, 'Price'>;

export const PRICE_UNITS_PER_POINT = 1_000_000_000;
