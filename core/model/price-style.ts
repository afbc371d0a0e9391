import type { PriceStyle } from './instrument.ts';
import { PRICE_UNITS_PER_POINT } from './price.ts';

/** Nano-points of a 32nd and of an eighth of it (1/256 of a point). */
export const THIRTY_SECOND = PRICE_UNITS_PER_POINT / 32;
export const EIGHTH_OF_32ND = THIRTY_SECOND / 8;

/** The third digit behind the tick mark: an eighth of a 32nd cut to one decimal, so 4 and 9 do not occur. */
export const EIGHTH_DIGITS = '01235678';

/** The mark between handle and fraction. */
export const markOf = (style: PriceStyle): string => (style.kind === 'decimal' ? '.' : "'");
