import { OutOfRange } from '../errors.ts';
import type { Fill } from '../model/fill.ts';
import { FillConflict } from './fill-conflict.ts';
import type { LotBook } from './lot-book.ts';
import type { Match } from './match.ts';

/** A fill that no lot can be made of, with the reason. */
export interface Unbooked {
  readonly fill: Fill;
  readonly reason: string;
}

/**
 * Books a fill and gives what it closed, or, when it conflicts with a known one or cannot be held exactly, the reason with nothing changed. Throws for an
 * instrument that the book does not know.
 */
export function bookFill(book: LotBook, fill: Fill): readonly Match[] | Unbooked {
  try {
    return book.apply(fill);
  } catch (error) {
    if (error instanceof FillConflict || error instanceof OutOfRange) return { fill, reason: error.message };
    throw error;
  }
}
