import { expect, test } from 'vitest';
import type { ReplayEvent } from '../../../../core/replay/event.ts';
import { type Act, bar, type Ohlc, outcome, place, replace } from './scene.ts';

interface Case {
  readonly what: string;
  readonly events: readonly ReplayEvent[];
  readonly acts: readonly Act[];
  readonly expected: readonly string[];
}

/** Bars of trades, one a minute from the start. */
const bars = (...all: readonly Ohlc[]): ReplayEvent[] => all.map((trades, minute) => bar(minute, { trades }));

const calm: Ohlc = [100, 100.5, 99.5, 100, 50];

const cases: readonly Case[] = [
  {
    what: 'never the bar in which it came: a market order fills at the open of the next',
    events: bars(calm, [100.25, 101, 100, 101, 50]),
    acts: [place(30, 'a', 'buy 2 market')],
    expected: ['120 a filled 2@100.25 taker'],
  },
  {
    what: 'an order that comes with the end of a bar has the bar that begins then',
    events: bars(calm, [100.25, 101, 100, 101, 50]),
    acts: [place(60, 'a', 'sell 2 market')],
    expected: ['120 a filled 2@100.25 taker'],
  },
  {
    what: 'where bid and ask were recorded a buy pays the ask and a sell gets the bid at the open',
    events: [
      bar(0, { trades: calm }),
      bar(1, { trades: calm, bid: [99.75, 100, 99.5, 99.75, 5], ask: [100.25, 100.5, 99.75, 100, 5] }),
    ],
    acts: [place(30, 'a', 'buy 1 market'), place(30, 'b', 'sell 1 market as OTHER')],
    expected: ['120 a filled 1@100.25 taker', '120 b filled 1@99.75 taker'],
  },
  {
    what: 'a limit fills at its price when the bar trades through it; equal is not enough',
    events: bars(calm, [100, 100.5, 99, 100, 50], [100, 100.5, 98.75, 100, 50]),
    acts: [place(30, 'a', 'buy 2 limit 99')],
    expected: ['180 a filled 2@99 maker'],
  },
  {
    what: 'a limit that the bar opens beyond fills at the open, which is better',
    events: bars(calm, [98, 99.5, 97.5, 99, 50]),
    acts: [place(30, 'a', 'buy 2 limit 99')],
    expected: ['120 a filled 2@98 taker'],
  },
  {
    what: 'own orders share the volume of a bar, and what is left goes on',
    events: bars(calm, [100, 100.5, 99.5, 100, 3], [100.25, 100.5, 99.5, 100, 3], [100.5, 100.5, 99.5, 100, 3]),
    acts: [place(30, 'a', 'buy 5 market'), place(30, 'b', 'buy 2 market')],
    expected: [
      '120 a filled 3@100 taker',
      '180 a filled 2@100.25 taker',
      '180 b filled 1@100.25 taker',
      '240 b filled 1@100.5 taker',
    ],
  },
  {
    what: 'a minute without trades fills nothing',
    events: [bar(0, { trades: calm }), bar(1, { ask: [99, 99, 99, 99, 9] }), bar(2, { trades: calm })],
    acts: [place(30, 'a', 'buy 1 market')],
    expected: ['180 a filled 1@100 taker'],
  },
  {
    what: 'a stop fills at its price, or at the open where the bar opened at it or beyond',
    events: bars(calm, [100, 101.25, 100, 101, 50], [103, 103.5, 102.5, 103, 50]),
    acts: [place(30, 'a', 'buy 1 stop 101'), place(30, 'b', 'buy 1 stop 102')],
    expected: ['120 a triggered', '120 a filled 1@101 taker', '180 b triggered', '180 b filled 1@103 taker'],
  },
  {
    what: 'a stop that gapped pays the ask at the open, and never less than its price',
    events: [
      bar(0, { trades: calm }),
      bar(1, { trades: [101, 102, 101, 102, 9], ask: [101.25, 102, 101.25, 102, 5] }),
      bar(2, { trades: [103, 104, 103, 104, 9], ask: [102.5, 104, 102.5, 104, 5] }),
    ],
    acts: [place(30, 'a', 'buy 1 stop 101'), place(30, 'b', 'buy 1 stop 103')],
    expected: ['120 a triggered', '120 a filled 1@101.25 taker', '180 b triggered', '180 b filled 1@103 taker'],
  },
  {
    what: 'a stop and a limit that one bar touches: the stop is first, and has the volume first',
    events: bars(calm, [100, 103, 97, 100, 3]),
    acts: [place(30, 'target', 'sell 2 limit 102'), place(30, 'stop', 'sell 2 stop 98')],
    expected: ['120 stop triggered', '120 stop filled 2@98 taker', '120 target filled 1@102 maker'],
  },
  {
    what: 'a stop limit is a limit from the next bar on',
    events: bars(calm, [100, 103, 97, 97.5, 50], [97.5, 98.5, 97, 98, 50]),
    acts: [place(30, 'a', 'sell 2 stop_limit 98 98.5')],
    expected: ['120 a triggered', '180 a filled 2@98 maker'],
  },
  {
    what: 'what is left of a stop fills at the next open',
    events: bars(calm, [100, 103, 97, 97.5, 1], [97.25, 98.5, 97, 98, 50]),
    acts: [place(30, 'a', 'sell 2 stop 98')],
    expected: ['120 a triggered', '120 a filled 1@98 taker', '180 a filled 1@97.25 taker'],
  },
  {
    what: 'an immediate order gets the open of the next bar and no more',
    events: bars(calm, [100, 100.5, 99, 100, 3], calm),
    acts: [place(30, 'a', 'buy 5 market ioc'), place(30, 'b', 'buy 1 limit 99.5 ioc')],
    expected: [
      '120 a filled 3@100 taker',
      '120 a canceled: 2 of 5 canceled: an immediate order gets the open of the next bar and no more.',
      '120 b canceled: 1 of 1 canceled: an immediate order gets the open of the next bar and no more.',
    ],
  },
  {
    what: 'other terms count from the next bar on, fewer contracts at once',
    events: bars(calm, [100, 100.5, 98, 100, 50], [100, 100.5, 98, 100, 50]),
    acts: [
      place(30, 'a', 'buy 5 limit 90'),
      place(30, 'b', 'buy 5 limit 99'),
      replace(90, 'a', 5, 99),
      replace(90, 'b', 2, 99),
    ],
    expected: ['90 a replaced', '90 b replaced', '120 b filled 2@99 maker', '180 a filled 5@99 maker'],
  },
];

test.each(cases)('against bars: $what', async ({ events, acts, expected }) => {
  expect(await outcome(events, acts)).toEqual(expected);
});
