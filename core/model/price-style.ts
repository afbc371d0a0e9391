import { divideHalfEven } from './decimal.ts';
import type { PriceStyle } from './instrument.ts';
import { PRICE_UNITS_PER_POINT, type Price } from './price.ts';

/** Nano-points of 1/256 of a point, the finest grid of outright prices: an eighth of a 32nd. */
export const EIGHTH_OF_32ND = PRICE_UNITS_PER_POINT / 256;

type FractionKind = Exclude<PriceStyle['kind'], 'decimal'>;

/** What the digits behind a tick mark count. */
export interface Fraction {
  readonly kind: FractionKind;
  /** How many make a point. */
  readonly denominator: number;
  readonly plural: string;
  /** Nano-points of one. */
  readonly unit: number;
  /** Digits of the count. */
  readonly width: number;
  /** Digits behind the count by steps of 1/256, cut and not rounded: an eighth is 1 or 12, and 4 and 9 do not occur. */
  readonly cut: { readonly [digits: number]: readonly string[] };
}

function fraction(kind: FractionKind, denominator: number, plural: string): Fraction {
  const steps = 256 / denominator;
  const cut = (digits: number) =>
    Array.from({ length: steps }, (_, step) => String(Math.floor((step * 10 ** digits) / steps)).padStart(digits, '0'));
  return {
    kind,
    denominator,
    plural,
    unit: PRICE_UNITS_PER_POINT / denominator,
    width: String(denominator - 1).length,
    cut: { 1: cut(1), 2: cut(2) },
  };
}

export const fractions: Readonly<Record<FractionKind, Fraction>> = {
  thirtySeconds: fraction('thirtySeconds', 32, '32nds'),
  sixtyFourths: fraction('sixtyFourths', 64, '64ths'),
  eighths: fraction('eighths', 8, 'eighths'),
};

/** A price counted in a fraction: magnitude and sign apart. */
export interface Counted {
  /** `-` or nothing; zero has none. */
  readonly sign: string;
  readonly handle: string;
  /** Padded to the fraction's width. */
  readonly count: string;
  /** Nano-points beyond the count. */
  readonly rest: number;
}

/** Counts a price, first rounded half to even to `grid` nano-points, so that what rounds up carries into the handle. */
export function counted(value: Price, { unit, width }: Fraction, grid: number): Counted {
  const magnitude = divideHalfEven(Math.abs(value), grid) * grid;
  const inPoint = magnitude % PRICE_UNITS_PER_POINT;
  const rest = inPoint % unit;
  return {
    sign: value < 0 && magnitude > 0 ? '-' : '',
    handle: String((magnitude - inPoint) / PRICE_UNITS_PER_POINT),
    count: String((inPoint - rest) / unit).padStart(width, '0'),
    rest,
  };
}
