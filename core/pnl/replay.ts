import type { FillAmendment } from '../model/amendment.ts';
import type { Fill } from '../model/fill.ts';
import { amendedFills, inOrder } from './amended.ts';
import { LotBook } from './lot-book.ts';
import type { Match } from './match.ts';
import type { LotMethod } from './method.ts';

interface Told {
  readonly fills: Iterable<Fill>;
  readonly amendments?: readonly FillAmendment[];
  /** Currency units per point of an instrument; throws for one it does not know. */
  readonly multiplierOf: (instrument: string) => number;
  readonly method?: LotMethod;
}

/**
 * A book of the fills that count, with everything they closed: by the venue's clock whatever the order in which fills and amendments
 * arrived (of one instant: as given), each execution once. Throws what `LotBook.apply` throws.
 */
export function replay({ fills, amendments = [], multiplierOf, method }: Told) {
  const book = new LotBook(multiplierOf, method);
  const matches: Match[] = [];
  for (const fill of inOrder(amendedFills(fills, amendments))) matches.push(...book.apply(fill));
  return { book, matches };
}
