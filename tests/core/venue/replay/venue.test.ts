import { describe, expect, test } from 'vitest';
import { ES, ZN } from '../paper/instruments.ts';
import {
  bar,
  change,
  gap,
  openScene,
  order,
  ordersSaid,
  outcome,
  place,
  points,
  quote,
  recordingOf,
  START,
  second,
  snapshot,
  trade,
} from './scene.ts';

const level = (price: number, quantity: number) => ({ price: points(price), quantity });

describe('what a recorded market tells', () => {
  test('trades and quotes as they were recorded, and that depth changed', async () => {
    const events = [
      trade(0, 100, 1, 'buy'),
      quote(1, '99.75x3', '100x4'),
      snapshot(2, ['99.75x3'], ['100x4']),
      gap(3, 'three are missing'),
    ];
    const scene = openScene(recordingOf(events));
    await scene.venue.connect();
    scene.venue.advance(second(9));
    expect(scene.events).toMatchObject([
      {
        type: 'trade',
        trade: { instrument: ES.id, price: points(100), quantity: 1, aggressor: 'buy', tsEvent: START },
      },
      { type: 'quote', quote: { bid: points(99.75), bidSize: 3, ask: points(100), askSize: 4, tsEvent: second(1) } },
      { type: 'depth', instrument: ES.id },
      { type: 'depth', instrument: ES.id },
    ]);
  });

  test('a bar and what stood at its end as a quote; a minute without trades is a quote alone', async () => {
    const events = [
      bar(0, {
        trades: [100, 101, 99, 100.5, 7],
        bid: [99.75, 100, 99, 100.25, 3],
        ask: [100, 101, 99.5, 100.5, 4],
      }),
      bar(1, { bid: [99.75, 100, 99, 100, 2] }),
    ];
    const scene = openScene(recordingOf(events));
    await scene.venue.connect();
    scene.venue.advance(second(120));
    const prices = { open: points(100), high: points(101), low: points(99), close: points(100.5) };
    expect(scene.events).toEqual([
      { type: 'bar', bar: { instrument: ES.id, tsStart: START, ...prices, volume: 7 } },
      {
        type: 'quote',
        quote: {
          instrument: ES.id,
          bid: points(100.25),
          bidSize: 3,
          ask: points(100.5),
          askSize: 4,
          tsEvent: second(60),
        },
      },
      { type: 'quote', quote: { instrument: ES.id, bid: points(100), bidSize: 2, askSize: 0, tsEvent: second(120) } },
    ]);
    expect(scene.venue.depth(ES.id)).toEqual({
      instrument: ES.id,
      bids: [level(100, 2)],
      asks: [],
      tsEvent: second(120),
    });
  });

  test('depth is the snapshot and its changes, and after a gap the newest quote until the next snapshot', async () => {
    const events = [
      change(0, ['90x9'], []),
      snapshot(1, ['99.75x3', '99.5x5'], ['100x4', '100.25x6']),
      change(2, ['99.75x0', '99.25x8'], ['99.75x1', '100x2']),
      quote(3, '1x1', '2x2'),
      gap(4, 'three are missing'),
      change(5, ['99x1'], []),
      quote(6, '99.25x2', '99.5x3'),
      snapshot(7, ['99x1'], []),
    ];
    const scene = openScene(recordingOf(events));
    await scene.venue.connect();
    const depths = [0, 1, 2, 3, 4, 5, 6, 7].map((at) => {
      scene.venue.advance(second(at));
      const depth = scene.venue.depth(ES.id);
      const text = (levels: readonly { price: number; quantity: number }[] = []) =>
        levels.map(({ price, quantity }) => `${price / 1e9}x${quantity}`).join(' ');
      return depth && `${text(depth.bids)} | ${text(depth.asks)} at ${(depth.tsEvent - START) / 1e6}`;
    });
    expect(depths).toEqual([
      undefined,
      '99.75x3 99.5x5 | 100x4 100.25x6 at 1',
      '99.5x5 99.25x8 | 99.75x1 100x2 100.25x6 at 2',
      '99.5x5 99.25x8 | 99.75x1 100x2 100.25x6 at 2',
      undefined,
      undefined,
      '99.25x2 | 99.5x3 at 6',
      '99x1 |  at 7',
    ]);
  });

  test('trades alone show no depth', async () => {
    const scene = openScene(recordingOf([trade(0, 100, 1, 'buy')]));
    await scene.venue.connect();
    scene.venue.advance(second(1));
    expect([scene.venue.depth(ES.id), scene.venue.capabilities.depthLevels]).toEqual([undefined, 0]);
  });
});

describe('going on', () => {
  const events = [0, 1, 1, 1, 2].map((at) => trade(at, 100, 1, 'buy'));

  test('says where it stands, and divides no instant', async () => {
    const scene = openScene(recordingOf(events, second(5)));
    await scene.venue.connect();
    const stood = (to: number, most?: number) => {
      const at = scene.venue.advance(second(to), most);
      const next = scene.venue.next();
      return [at, scene.clock.now(), next, scene.venue.played].map((value, index) =>
        value === undefined || index === 3 ? value : (value - START) / 1e6,
      );
    };
    expect(stood(0)).toEqual([0, 0, 1, 1]);
    expect(stood(4, 1)).toEqual([1, 1, 2, 4]);
    expect(stood(1.5, 1)).toEqual([1.5, 1.5, 2, 4]);
    expect(stood(9, 1)).toEqual([5, 5, undefined, 5]);
  });

  test('a listener that places an order is answered in a batch of its own', async () => {
    const scene = openScene(recordingOf([quote(0, '99.75x3', '100x4'), quote(1, '99.75x3', '100x4')]));
    const batches: string[][] = [];
    scene.venue.onEvents((batch) => {
      batches.push(batch.map((each) => (each.type === 'order' ? each.event.type : each.type)));
      if (batches.length === 1) scene.venue.place(order('a', 'buy 1 market'));
    });
    await scene.venue.connect();
    scene.venue.advance(second(1));
    expect(batches).toEqual([
      ['quote', 'quote'],
      ['accepted', 'filled'],
    ]);
  });

  test('ids follow from the prefix and the order of events', async () => {
    const scene = openScene(recordingOf([quote(0, '99.75x3', '100x4')]));
    await scene.venue.connect();
    scene.venue.advance(START);
    for (const id of ['a', 'b']) scene.venue.place(order(id, 'buy 1 market'));
    const ids = scene.events.flatMap((each): string[] => {
      if (each.type !== 'order') return [];
      if (each.event.type === 'accepted') return [each.event.venueOrderId];
      return each.event.type === 'filled' ? [each.event.executionId] : [];
    });
    expect(ids).toEqual(['R1-O1', 'R1-E1', 'R1-O2', 'R1-E2']);
  });

  test('a day order ends with its trade date, in an idle stretch too, before what happens at that instant', async () => {
    const dayEnd = 8 * 3_600;
    const recorded = [trade(0, 100, 1, 'buy'), trade(dayEnd, 99, 5, 'sell'), trade(dayEnd + 100, 98, 5, 'sell')];
    const acts = [place(1, 'a', 'buy 1 limit 99.5'), place(dayEnd, 'b', 'buy 1 limit 98.5')];
    expect(await outcome(recorded, acts)).toEqual([
      `${dayEnd} a expired: The session ended; a day order ends with it.`,
      `${dayEnd + 100} b filled 1@98.5 maker`,
    ]);
  });

  test('what it does not name, and what goes back in time, is an error that says where', async () => {
    const strange = openScene(recordingOf([trade(0, 100, 1, 'buy'), trade(1, 110, 1, 'buy', ZN.id)]));
    await strange.venue.connect();
    expect(() => strange.venue.advance(second(9))).toThrow(
      'Event 2 of test.csv (trade at 2026-11-23T15:00:01.000Z) is of ZNZ6, which it does not name.',
    );
    expect([strange.events.length, strange.clock.now()]).toEqual([1, second(1)]);
    const unopened = openScene(recordingOf(events));
    expect(() => unopened.venue.place(order('a', 'buy 1 market'))).toThrow(
      'The replay is not connected; connect it before sending anything.',
    );
  });
});

describe('what is said of the matching', () => {
  const limits = (...types: string[]) => ['market', 'limit', ...types];
  test.each([
    ['a book', [snapshot(0, [], []), trade(1, 1, 1, 'buy')], 'the recorded book showed', 10, true],
    ['quotes', [quote(0, '1x1', '2x2'), trade(1, 1, 1, 'buy')], 'recorded quotes showed', 1, true],
    ['quotes without trades', [quote(0, '1x1', '2x2')], 'recorded quotes showed', 1, false],
    ['trades', [trade(0, 1, 1, 'buy')], 'Only trades were recorded', 0, true],
    ['bars', [bar(0, { trades: [1, 1, 1, 1, 1] })], 'Only bars were recorded', 1, true],
  ])('of %s', (_, events, words, depthLevels, stops) => {
    const { venue } = openScene(recordingOf(events));
    expect(venue.matching).toContain(words);
    expect(venue.capabilities).toEqual({
      orderTypes: stops ? limits('stop', 'stop_limit') : limits(),
      timesInForce: ['day', 'ioc'],
      replace: true,
      selfTrade: 'cancel_newest',
      streaming: true,
      depthLevels,
      synthetic: false,
    });
  });

  test('a stop that nothing could set off is refused', async () => {
    expect(await outcome([quote(0, '1x1', '2x2')], [place(0, 'a', 'buy 1 stop 3')])).toEqual([
      '0 a rejected: No trades were recorded that could set off a stop; send a limit order instead.',
    ]);
  });

  test('an instrument that it has not is refused by name', async () => {
    const scene = openScene(recordingOf([trade(0, 1, 1, 'buy')]));
    await scene.venue.connect();
    scene.venue.place({ ...order('a', 'buy 1 market'), instrument: 'NOSUCH' });
    expect(ordersSaid(scene.events)).toEqual(['0 a rejected: The recording has no NOSUCH; it has ESZ6.']);
  });
});
