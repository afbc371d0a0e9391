import { divideHalfEvenBig } from '../model/decimal.ts';

/** What a first target takes where nothing sensible is said. */
export const USUAL_FRACTION = 0.75;

const SCALE = 1_000_000_000;

/** A fraction between 0 and 1, both left out; anything else counts as three quarters. */
export const fractionOf = (fraction: number): number => (fraction > 0 && fraction < 1 ? fraction : USUAL_FRACTION);

/** Contracts of an entry that its first target takes, half-even and one at least; the rest is the second target's. */
export function firstTargetContracts(contracts: number, fraction: number): number {
  const share = divideHalfEvenBig(BigInt(contracts) * partsOf(fraction), BigInt(SCALE));
  return Math.min(contracts, Math.max(1, Number(share)));
}

/** Contracts that a first target closes of a position that was opened without targets: cut, and one at least. */
export function trimContracts(contracts: number, fraction: number): number {
  return Math.min(contracts, Math.max(1, Number((BigInt(contracts) * partsOf(fraction)) / BigInt(SCALE))));
}

const partsOf = (fraction: number): bigint => BigInt(Math.round(fractionOf(fraction) * SCALE));
