import { describe, expect, it } from 'vitest';
import type { Price } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { instant } from '../../../core/model/time.ts';
import type { DepthChange } from '../../../core/replay/event.ts';
import { DepthSequence } from '../../../server/recordings/depth-sequence.ts';

type Told = ['snapshot', last: number] | ['difference', first: number, last: number, previous: number];

/** What comes of a feed, each event as a word: the change of a difference is marked by its last update. */
function outcome(feed: readonly Told[]): { events: string[]; notes: readonly string[] } {
  const events: string[] = [];
  const sequence = new DepthSequence((event) => {
    if (event.type === 'gap') events.push(`gap: ${event.about}`);
    else if (event.type === 'depth') events.push(event.snapshot ? 'snapshot' : `u ${event.changes[0]?.quantity}`);
  });
  const change = (mark: number): DepthChange => ({ side: 'buy', price: 1 as Price, quantity: quantity(mark) });
  feed.forEach((told, index) => {
    if (told[0] === 'snapshot') sequence.snapshot('BTCUSDT', instant(index), told[1], [change(told[1])]);
    else {
      const ids = { first: told[1], last: told[2], previous: told[3] };
      sequence.difference('BTCUSDT', instant(index), ids, [change(told[2])]);
    }
  });
  return { events, notes: sequence.notes() };
}

describe('a book of a snapshot and differences', () => {
  const cases: [what: string, feed: Told[], events: string[], notes: string[]][] = [
    [
      'differences that end before the snapshot are dropped, the first taken holds its number',
      [
        ['difference', 1, 5, 0],
        ['difference', 6, 9, 5],
        ['difference', 10, 14, 9],
        ['snapshot', 12],
        ['difference', 15, 20, 14],
      ],
      ['snapshot', 'u 14', 'u 20'],
      ['2 differences of the book came before its snapshot and are in it already.'],
    ],
    [
      'one that ends at the snapshot is the first',
      [
        ['snapshot', 12],
        ['difference', 10, 12, 9],
        ['difference', 13, 15, 12],
      ],
      ['snapshot', 'u 12', 'u 15'],
      [],
    ],
    [
      'a first that begins after the snapshot is a gap',
      [
        ['snapshot', 12],
        ['difference', 13, 15, 12],
        ['difference', 16, 20, 15],
      ],
      ['snapshot', 'gap: the book’s snapshot is of update 12, and the first difference after it begins at 13'],
      [],
    ],
    [
      'one that does not begin where the one before ended is a gap, until a snapshot comes',
      [
        ['snapshot', 12],
        ['difference', 10, 14, 9],
        ['difference', 18, 20, 17],
        ['difference', 21, 25, 20],
        ['snapshot', 23],
        ['difference', 26, 30, 25],
      ],
      ['snapshot', 'u 14', 'gap: the book’s updates stop at 14 and go on from 17', 'snapshot', 'u 25', 'u 30'],
      ['1 difference of the book came before its snapshot and is in it already.'],
    ],
    [
      'without a snapshot nothing is known',
      [
        ['difference', 1, 5, 0],
        ['difference', 6, 9, 5],
      ],
      [],
      ['There is no snapshot, so nothing is known of the depth of the book.'],
    ],
  ];
  it.each(cases)('%s', (_, feed, events, notes) => {
    expect(outcome(feed)).toEqual({ events, notes });
  });
});
