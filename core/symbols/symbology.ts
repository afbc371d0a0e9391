import { UnknownName } from '../errors.ts';
import type { Contract, MonthContract } from '../model/any-contract.ts';
import { didYouMean, nearest } from '../nearest.ts';
import type { SymbolBook } from './book.ts';

export const symbologyNames = [
  'bloomberg',
  'cme',
  'actantrisk',
  'actanttrades',
  'actanttime',
  'broker',
  'pricingmonkey',
  'tt',
  'projectx',
  'kite',
  'upstox',
] as const;
export type SymbologyName = (typeof symbologyNames)[number];

/** A symbology by its name, regardless of case. Throws `UnknownName` with the nearest, or all of them. */
export function symbologyNamed(name: string): SymbologyName {
  const found = symbologyNames.find((each) => each === name.toLowerCase());
  if (found) return found;
  const near = nearest(name, symbologyNames, 1);
  const hint = didYouMean(near) || ` There are ${symbologyNames.join(', ')}.`;
  throw new UnknownName(`There is no symbology ${JSON.stringify(name)}.${hint}`, name, near);
}

/** One system's way of writing contracts. */
export interface Symbology<C extends Contract = MonthContract> {
  readonly name: SymbologyName;
  /** What it can write. */
  readonly holds: readonly C['kind'][];
  /** Reads text in capitals with single spaces; undefined for what this system does not write or what does not exist. */
  parse(text: string, book: SymbolBook): C | undefined;
  /** Writes what it holds; undefined where this system's name of the product or series is not known. */
  print(contract: C, book: SymbolBook): string | undefined;
}
