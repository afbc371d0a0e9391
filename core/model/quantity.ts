import type { Brand } from './brand.ts';

/** Whole contracts, never negative; direction is `Side`. */
export type Quantity = Brand<number, 'Quantity'>;

/** Whole contracts with a sign: long positive, short negative. */
export type SignedQuantity = Brand<number, 'SignedQuantity'>;

export type Side = 'buy' | 'sell';
