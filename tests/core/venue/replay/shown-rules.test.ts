import { describe, expect, test } from 'vitest';
import type { ReplayEvent } from '../../../../core/replay/event.ts';
import { type Act, cancel, change, gap, outcome, place, quote, replace, second, snapshot, trade } from './scene.ts';

interface Case {
  readonly what: string;
  readonly events: readonly ReplayEvent[];
  readonly acts: readonly Act[];
  readonly expected: readonly string[];
}

const book = snapshot(0, ['99.75x10', '99.5x20', '99.25x30'], ['100x5', '100.25x7', '100.5x9']);

const taking: readonly Case[] = [
  {
    what: 'a market order takes level by level, and what is not shown is canceled',
    events: [book, trade(9, 100, 1, 'buy')],
    acts: [place(1, 'a', 'buy 9 market'), place(2, 'b', 'buy 50 market')],
    expected: [
      '1 a filled 5@100 taker',
      '1 a filled 4@100.25 taker',
      '2 b filled 3@100.25 taker',
      '2 b filled 9@100.5 taker',
      '2 b canceled: 38 of 50 canceled: no more was shown to trade with.',
    ],
  },
  {
    what: 'a level that was taken is not filled again by a smaller size, only by what comes in addition',
    events: [book, change(2, [], ['100x4']), change(4, [], ['100x10']), trade(9, 100, 1, 'buy')],
    acts: [
      place(1, 'a', 'buy 5 limit 100 ioc'),
      place(3, 'b', 'buy 5 limit 100 ioc'),
      place(5, 'c', 'buy 50 limit 100 ioc'),
    ],
    expected: [
      '1 a filled 5@100 taker',
      '3 b canceled: 5 of 5 canceled: an immediate order does not rest.',
      '5 c filled 6@100 taker',
      '5 c canceled: 44 of 50 canceled: an immediate order does not rest.',
    ],
  },
  {
    what: 'a level that went and came back is new',
    events: [book, change(2, [], ['100x0']), change(3, [], ['100x2'])],
    acts: [place(1, 'a', 'buy 5 limit 100'), place(3, 'b', 'buy 3 limit 100 ioc')],
    expected: [
      '1 a filled 5@100 taker',
      '3 b filled 2@100 taker',
      '3 b canceled: 1 of 3 canceled: an immediate order does not rest.',
    ],
  },
  {
    what: 'what a trade took is not to be had before the book says what is left',
    events: [book, trade(1, 100, 4, 'buy'), change(3, [], ['100x1'])],
    acts: [place(2, 'a', 'buy 3 limit 100 ioc'), place(3, 'b', 'buy 3 limit 100 ioc')],
    expected: [
      '2 a filled 1@100 taker',
      '2 a canceled: 2 of 3 canceled: an immediate order does not rest.',
      '3 b canceled: 3 of 3 canceled: an immediate order does not rest.',
    ],
  },
  {
    what: 'a limit takes what is within it and rests with the others; the quote that comes to it fills it at its own price',
    events: [quote(0, '99.75x10', '100x5'), quote(3, '99.75x10', '99.5x2'), quote(4, '99.75x10', '99.5x3')],
    acts: [place(1, 'a', 'buy 8 limit 100')],
    expected: ['1 a filled 5@100 taker', '3 a filled 2@100 maker', '4 a filled 1@100 maker'],
  },
];

const queueing: readonly Case[] = [
  {
    what: 'trades at its price take the queue first; what they have more fills it, and what it has more waits',
    events: [
      quote(0, '100x30', '100.25x9'),
      trade(2, 100, 20, 'sell'),
      trade(3, 100, 13, 'sell'),
      trade(4, 100, 9, 'sell'),
    ],
    acts: [place(1, 'a', 'buy 5 limit 100')],
    expected: ['3 a filled 3@100 maker', '4 a filled 2@100 maker'],
  },
  {
    what: 'a trade of buyers at its price is none of its own',
    events: [quote(0, '100x0', '100.25x9'), trade(2, 100, 20, 'buy'), trade(3, 100, 1, 'sell')],
    acts: [place(1, 'a', 'buy 5 limit 100')],
    expected: ['3 a filled 1@100 maker'],
  },
  {
    what: 'a trade through its price fills it up to the quantity that traded, and empties the queue before it',
    events: [quote(0, '100x30', '100.25x9'), trade(2, 99.75, 4, 'sell'), trade(3, 100, 1, 'sell')],
    acts: [place(1, 'a', 'buy 9 limit 100')],
    expected: ['2 a filled 4@100 maker', '3 a filled 1@100 maker'],
  },
  {
    what: 'one trade is shared once, better price first, then who came first, and the queue between two of ours counts',
    events: [quote(0, '100x10', '100.5x9'), quote(2, '100x25', '100.5x9'), trade(4, 100, 33, 'sell')],
    acts: [place(1, 'a', 'buy 5 limit 100'), place(3, 'b', 'buy 5 limit 100'), place(3, 'c', 'buy 2 limit 100.25')],
    expected: ['4 c filled 2@100.25 maker', '4 a filled 5@100 maker', '4 b filled 1@100 maker'],
  },
  {
    what: 'cancels come from behind until nothing is behind',
    events: [
      quote(0, '100x10', '100.5x9'),
      quote(2, '100x25', '100.5x9'),
      quote(3, '100x12', '100.5x9'),
      quote(4, '100x6', '100.5x9'),
      trade(6, 100, 7, 'sell'),
    ],
    acts: [place(1, 'a', 'buy 5 limit 100')],
    expected: ['6 a filled 1@100 maker'],
  },
  {
    what: 'a fall that turns out to have been a trade counts once',
    events: [
      quote(0, '100x10', '100.5x9'),
      quote(2, '100x6', '100.5x9'),
      trade(2.5, 100, 4, 'sell'),
      trade(4, 100, 7, 'sell'),
    ],
    acts: [place(1, 'a', 'buy 5 limit 100')],
    expected: ['4 a filled 1@100 maker'],
  },
  {
    what: 'deeper than shown, it stands behind what is there when it is first seen',
    events: [
      quote(0, '100x10', '100.5x9'),
      trade(2, 99.75, 1, 'buy'),
      quote(3, '99.75x8', '100.5x9'),
      trade(4, 99.75, 9, 'sell'),
    ],
    acts: [place(1, 'a', 'buy 5 limit 99.75')],
    expected: ['4 a filled 1@99.75 maker'],
  },
  {
    what: 'deeper than shown and never seen, nothing at its price fills it',
    events: [quote(0, '100x10', '100.5x9'), trade(2, 99.75, 50, 'sell')],
    acts: [place(1, 'a', 'buy 5 limit 99.75')],
    expected: [],
  },
  {
    what: 'before anything was shown, and after a gap, nobody knows what is in front of it',
    events: [
      trade(0, 100, 1, 'buy'),
      trade(2, 99.75, 9, 'sell'),
      snapshot(3, ['99.75x4'], ['100x5']),
      gap(5, 'three are missing'),
      change(6, ['99.75x0'], []),
      trade(7, 99.75, 5, 'sell'),
    ],
    acts: [place(1, 'a', 'buy 5 limit 99.75'), place(5, 'b', 'buy 5 limit 99.75')],
    expected: ['7 a filled 1@99.75 maker'],
  },
  {
    what: 'within a book an empty price has no queue',
    events: [snapshot(0, ['100x10', '99x10'], ['101x5']), trade(2, 99.5, 2, 'sell')],
    acts: [place(1, 'a', 'buy 5 limit 99.5')],
    expected: ['2 a filled 2@99.5 maker'],
  },
];

const stopping: readonly Case[] = [
  {
    what: 'a stop is set off by a trade at its price and takes what is shown, without what that trade took',
    events: [book, trade(2, 100, 2, 'buy'), trade(3, 100.25, 3, 'buy')],
    acts: [place(0, 'l', 'buy 1 market'), place(2, 'a', 'buy 12 stop 100.25')],
    expected: ['0 l filled 1@100 taker', '3 a triggered', '3 a filled 4@100.25 taker', '3 a filled 8@100.5 taker'],
  },
  {
    what: 'a stop limit rests with what it cannot take',
    events: [book, trade(2, 99.5, 1, 'sell'), trade(3, 99.75, 1, 'buy')],
    acts: [place(1, 'a', 'sell 40 stop_limit 99.5 99.5')],
    expected: ['2 a triggered', '2 a filled 19@99.5 taker', '3 a filled 1@99.5 maker'],
  },
  {
    what: 'stops go in the order in which the market reaches them',
    events: [book, trade(0, 100, 1, 'buy'), trade(2, 100.5, 1, 'buy')],
    acts: [place(1, 'far', 'buy 1 stop 100.5'), place(1, 'near', 'buy 1 stop 100.25')],
    expected: ['2 near triggered', '2 near filled 1@100.5 taker', '2 far triggered', '2 far filled 1@100.5 taker'],
  },
];

const changing: readonly Case[] = [
  {
    what: 'less of it keeps its place, more of it or another price loses it',
    events: [
      quote(0, '100x10', '100.5x9'),
      quote(2, '100x20', '100.5x9'),
      trade(4, 100, 11, 'sell'),
      trade(5, 100, 5, 'sell'),
      trade(7, 100, 7, 'sell'),
    ],
    acts: [
      place(1, 'a', 'buy 5 limit 100'),
      place(1, 'b', 'buy 5 limit 100'),
      replace(3, 'a', 2, 100),
      replace(3, 'b', 6, 100),
      cancel(6, 'a'),
    ],
    expected: [
      '3 a replaced',
      '3 b replaced',
      '4 a filled 1@100 maker',
      '5 a filled 1@100 maker',
      '6 a cancel_rejected: Order a is already done; nothing is left to cancel.',
      '7 b filled 1@100 maker',
    ],
  },
  {
    what: 'a price that crosses takes at once',
    events: [book],
    acts: [place(0, 'a', 'buy 5 limit 99'), replace(0, 'a', 6, 100)],
    expected: ['0 a replaced', '0 a filled 5@100 taker'],
  },
  {
    what: 'two of one account never trade with each other: the newer ends',
    events: [book],
    acts: [
      place(0, 'a', 'sell 1 limit 100.25'),
      place(0, 'b', 'buy 9 market'),
      place(0, 'c', 'buy 1 limit 100.25 as OTHER'),
    ],
    expected: [
      '0 b filled 5@100 taker',
      '0 b canceled: 4 of 9 canceled by self-trade prevention: it would have traded with order a of TEST.',
      '0 c filled 1@100.25 taker',
    ],
  },
  {
    what: 'after a gap nothing is there until it is known again',
    events: [book, gap(1, '12 differences are missing'), snapshot(3, ['99.75x1'], ['100x1']), trade(4, 100, 1, 'buy')],
    acts: [place(2, 'a', 'buy 1 market'), place(3, 'b', 'buy 1 market')],
    expected: [
      '2 a rejected: Nobody offers ESZ6 right now, as the recording has a gap here (12 differences are missing); send a limit order instead.',
      '3 b filled 1@100 taker',
    ],
  },
];

describe.each([
  ['takes', taking],
  ['queues', queueing],
  ['stops', stopping],
  ['changes', changing],
] as const)('against what was shown: %s', (_, cases) => {
  test.each(cases)('$what', async ({ events, acts, expected }) => {
    expect(await outcome(events, acts, second(10))).toEqual(expected);
  });
});
