import { expect, test } from 'vitest';
import type { ReplayEvent } from '../../../../core/replay/event.ts';
import { type Act, outcome, place, replace, second, trade } from './scene.ts';

interface Case {
  readonly what: string;
  readonly events: readonly ReplayEvent[];
  readonly acts: readonly Act[];
  readonly expected: readonly string[];
}

const buys = (...trades: readonly [at: number, price: number, quantity: number][]): ReplayEvent[] =>
  trades.map(([at, price, quantity]) => trade(at, price, quantity, 'buy'));

const cases: readonly Case[] = [
  {
    what: 'a market order fills at the trades that come next, each up to its quantity',
    events: buys([0, 100, 50], [2, 100.25, 3], [3, 100.5, 9]),
    acts: [place(1, 'a', 'buy 5 market')],
    expected: ['2 a filled 3@100.25 taker', '3 a filled 2@100.5 taker'],
  },
  {
    what: 'an immediate order gets the next trade and no more',
    events: buys([0, 100, 50], [2, 100.25, 3], [3, 100.25, 9]),
    acts: [place(1, 'a', 'sell 5 market ioc'), place(1, 'b', 'sell 1 limit 100.5 ioc')],
    expected: [
      '1 b canceled: 1 of 1 canceled: an immediate order does not rest.',
      '2 a filled 3@100.25 taker',
      '2 a canceled: 2 of 5 canceled: an immediate order gets the next trade and no more.',
    ],
  },
  {
    what: 'an order at rest is filled when the market trades through it, never at it, up to what traded',
    events: buys([0, 100, 1], [2, 99.5, 9], [3, 99.25, 2], [4, 99.5, 9], [5, 99.25, 1]),
    acts: [place(1, 'a', 'buy 3 limit 99.5')],
    expected: ['3 a filled 2@99.5 maker', '5 a filled 1@99.5 maker'],
  },
  {
    what: 'a limit as good as the last trade takes the next one at its price, then rests',
    events: buys([0, 100, 1], [2, 99.75, 2], [3, 100, 9], [4, 99.75, 9]),
    acts: [place(1, 'a', 'buy 5 limit 100')],
    expected: ['2 a filled 2@99.75 taker', '4 a filled 3@100 maker'],
  },
  {
    what: 'a limit as good as the last trade rests when the market went away',
    events: buys([0, 100, 1], [2, 100.25, 2], [3, 100, 9], [4, 99.75, 1]),
    acts: [place(1, 'a', 'buy 5 limit 100')],
    expected: ['4 a filled 1@100 maker'],
  },
  {
    what: 'before the first trade nothing says that a limit could take',
    events: buys([2, 100, 9], [3, 99.75, 9]),
    acts: [place(0, 'a', 'buy 5 limit 100')],
    expected: ['3 a filled 5@100 maker'],
  },
  {
    what: 'one trade is shared once: market orders, then the better price, then who came first',
    events: buys([0, 100, 1], [2, 98, 7]),
    acts: [
      place(1, 'a', 'buy 3 limit 99'),
      place(1, 'b', 'buy 3 limit 99.5'),
      place(1, 'c', 'buy 2 limit 99'),
      place(1, 'd', 'buy 1 market'),
    ],
    expected: ['2 d filled 1@98 taker', '2 b filled 3@99.5 maker', '2 a filled 3@99 maker'],
  },
  {
    what: 'a stop is set off by a trade at its price or beyond and fills at the next one',
    events: buys([0, 100, 1], [2, 100.5, 50], [3, 101, 2], [4, 100.75, 9]),
    acts: [place(1, 'a', 'buy 3 stop 100.25')],
    expected: ['2 a triggered', '3 a filled 2@101 taker', '4 a filled 1@100.75 taker'],
  },
  {
    what: 'a price that nothing traded at moves no order',
    events: buys([0, 100, 1], [2, 101, 0], [3, 100.25, 1]),
    acts: [place(1, 'a', 'buy 1 stop 100.5'), place(1, 'b', 'buy 1 market')],
    expected: ['3 b filled 1@100.25 taker'],
  },
  {
    what: 'a stop limit that the market ran away from rests',
    events: buys([0, 100, 1], [2, 99.5, 50], [3, 99, 2], [4, 99.25, 9], [5, 99.5, 4]),
    acts: [place(1, 'a', 'sell 3 stop_limit 99.25 99.5')],
    expected: ['2 a triggered', '5 a filled 3@99.25 maker'],
  },
  {
    what: 'a stop on the wrong side of the last trade is refused',
    events: buys([0, 100, 1], [2, 100, 1]),
    acts: [place(1, 'a', 'buy 1 stop 100')],
    expected: [
      '1 a rejected: A stop to buy lies above the last price, and ESZ6 traded at 100.00; send a market order to buy now, or a stop above it.',
    ],
  },
  {
    what: 'a stop price can be replaced while it waits, a stop that was set off has only its limit left',
    events: buys([0, 100, 1], [2, 100.5, 1], [3, 101, 1], [4, 102, 1], [6, 100, 9]),
    acts: [
      place(1, 'a', 'buy 1 stop 100.5'),
      replace(1, 'a', 1, undefined, 101),
      place(1, 'b', 'buy 1 stop_limit 101 101'),
      replace(5, 'b', 1, 100.5, 102.5),
      replace(5, 'b', 1, 100.5, 101),
    ],
    expected: [
      '1 a replaced',
      '3 a triggered',
      '3 b triggered',
      '4 a filled 1@102 taker',
      '5 b replace_rejected: Order b was triggered, so its stop price is history; leave it as it is.',
      '5 b replaced',
      '6 b filled 1@100.5 maker',
    ],
  },
  {
    what: 'two limits of one account that cross: the newer ends',
    events: buys([0, 100, 1], [2, 100, 1]),
    acts: [place(1, 'a', 'sell 1 limit 101'), place(1, 'b', 'buy 2 limit 101')],
    expected: ['1 b canceled: 2 of 2 canceled by self-trade prevention: it would have traded with order a of TEST.'],
  },
];

test.each(cases)('against trades alone: $what', async ({ events, acts, expected }) => {
  expect(await outcome(events, acts, second(10))).toEqual(expected);
});
