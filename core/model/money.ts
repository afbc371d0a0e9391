import type { Brand } from './brand.ts';

/** Integer millionths of a currency unit; exact up to ±9 billion. The currency is the instrument's. `DECIMAL(18,6)` in SQL. */
export type Money = Brand<number, 'Money'>;

export const MONEY_UNITS = 1_000_000;
