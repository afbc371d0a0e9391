import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../../../core/clock.ts';
import type { Order, OrderEvent } from '../../../../core/model/order.ts';
import { type Instant, instant, MILLISECOND, SECOND } from '../../../../core/model/time.ts';
import { foldOrder } from '../../../../core/orders/apply.ts';
import { termsOf } from '../../../../core/orders/terms.ts';
import { ReplayClock } from '../../../../core/replay/clock.ts';
import type { ReplayEvent } from '../../../../core/replay/event.ts';
import { ReplayPlayer } from '../../../../core/replay/player.ts';
import type { VenueEvent } from '../../../../core/venue/port.ts';
import { ReplayVenue } from '../../../../core/venue/replay/venue.ts';
import { ES } from '../paper/instruments.ts';
import {
  type Act,
  bar,
  cancel,
  change,
  gap,
  openScene,
  place,
  quote,
  recordingOf,
  replace,
  second,
  snapshot,
  trade,
} from './scene.ts';

const side = fc.constantFrom('buy' as const, 'sell' as const);
const price = fc.integer({ min: -6, max: 6 }).map((ticks) => 100 + ticks / 4);
const size = fc.integer({ min: 1, max: 9 });

const tradeAt = fc.record({ price, size, side }).map(
  (each) =>
    (at: number): ReplayEvent =>
      trade(at, each.price, each.size, each.side),
);
const quoteAt = fc.record({ price, bid: fc.integer({ min: 0, max: 9 }), ask: size }).map(
  (each) =>
    (at: number): ReplayEvent =>
      quote(at, each.bid === 0 ? '' : `${each.price}x${each.bid}`, `${each.price + 0.25}x${each.ask}`),
);
const levels = (from: number, step: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { maxLength: 5 })
    .map((sizes) => sizes.map((each, index) => `${from + step * index}x${each}`));
const book = (make: typeof snapshot) =>
  fc.record({ bids: levels(100, -0.25), asks: levels(100.25, 0.25) }).map(
    ({ bids, asks }) =>
      (at: number): ReplayEvent =>
        make(at, bids, asks),
  );
const gapAt = fc.constant((at: number): ReplayEvent => gap(at, 'something is missing'));
const barAt = fc
  .record({ open: price, close: price, up: size, down: size, volume: size, quoted: fc.boolean() })
  .map(({ open, close, up, down, volume, quoted }) => (minute: number): ReplayEvent => {
    const high = Math.max(open, close) + up / 4;
    const low = Math.min(open, close) - down / 4;
    const parts = { trades: [open, high, low, close, volume] as const };
    if (!quoted) return bar(minute, parts);
    return bar(minute, { ...parts, ask: [open + 0.25, high + 0.25, low + 0.25, close + 0.25, volume] });
  });

/** Events of one kind of recording, gaps of seconds between them and of no time at all. */
const spread = (kinds: readonly fc.Arbitrary<(at: number) => ReplayEvent>[], first?: ReplayEvent) =>
  fc
    .array(fc.tuple(fc.oneof(...kinds), fc.constantFrom(0, 0, 1, 20, 90)), { minLength: 1, maxLength: 40 })
    .map((made) => {
      let at = 0;
      const events = made.map(([make, wait]) => {
        at += wait;
        return make(at);
      });
      return first ? [first, ...events] : events;
    });

const recordings = {
  quotes: spread([tradeAt, quoteAt], quote(0, '100x5', '100.25x5')),
  book: spread(
    [tradeAt, quoteAt, book(change), book(change), book(snapshot), gapAt],
    snapshot(0, ['100x5'], ['100.25x5']),
  ),
  trades: spread([tradeAt]),
  bars: fc.array(barAt, { minLength: 1, maxLength: 12 }).map((made) => made.map((make, minute) => make(minute))),
};

const text = fc
  .record({
    side,
    size,
    price,
    stop: price,
    type: fc.constantFrom('market', 'limit', 'limit', 'stop', 'stop_limit'),
    more: fc.constantFrom('', '', '', ' ioc', ' as OTHER'),
  })
  .map(({ side, size, price, stop, type, more }) => {
    const prices =
      type === 'limit' ? ` ${price}` : type === 'stop' ? ` ${stop}` : type === 'stop_limit' ? ` ${price} ${stop}` : '';
    return `${side} ${size} ${type}${prices}${more}`;
  });

const some = fc.integer({ min: 0, max: 11 }).map((index) => `o${index}`);
const actAt = fc.oneof(
  { weight: 3, arbitrary: text.map((what) => (at: number, index: number) => place(at, `o${index}`, what)) },
  { weight: 1, arbitrary: some.map((id) => (at: number) => cancel(at, id)) },
  {
    weight: 1,
    arbitrary: fc.record({ id: some, size, price }).map(
      ({ id, size: quantity, price: to }) =>
        (at: number) =>
          replace(at, id, quantity, to),
    ),
  },
);
const acts = fc
  .array(fc.tuple(actAt, fc.integer({ min: 0, max: 900 })), { maxLength: 12 })
  .map((made) => [...made].sort((a, b) => a[1] - b[1]).map(([make, at], index): Act => make(at, index)));

const END = second(900);

/** Straight on, act by act. */
async function straight(events: readonly ReplayEvent[], acts: readonly Act[]): Promise<VenueEvent[]> {
  const scene = openScene(recordingOf(events, endOf(events)));
  await scene.venue.connect();
  for (const { at, act } of acts) {
    scene.venue.advance(at);
    act(scene.venue);
  }
  scene.venue.advance(endOf(events));
  return scene.events;
}

const endOf = (events: readonly ReplayEvent[]): Instant => instant(Math.max(END, events.at(-1)?.tsEvent ?? 0));

describe.each(Object.entries(recordings))('a recording of %s', (_, events) => {
  test('gives the same events however it is sliced', async () => {
    const slices = fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 1, max: 5 })), {
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(events, acts, slices, async (recorded, given, cut) => {
        const scene = openScene(recordingOf(recorded, endOf(recorded)));
        await scene.venue.connect();
        const slice = [...cut];
        const to = (end: Instant) => {
          while (scene.clock.now() < end || (scene.venue.next() ?? Number.POSITIVE_INFINITY) <= end) {
            const [seconds, most] = slice.shift() ?? [1_000, 1_000];
            scene.venue.advance(instant(Math.min(end, scene.clock.now() + seconds * SECOND)), most);
          }
        };
        for (const { at, act } of given) {
          to(at);
          act(scene.venue);
        }
        to(endOf(recorded));
        expect(scene.events).toEqual(await straight(recorded, given));
      }),
      { seed: 4, numRuns: 150 },
    );
  });

  test('gives the same events at any speed', async () => {
    const speeds = fc.array(fc.constantFrom(0.5, 60, 60, 600, 'max' as const), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(events, acts, speeds, async (recorded, given, chosen) => {
        const recording = recordingOf(recorded, endOf(recorded));
        const machine = new ManualClock(instant(1_000_000));
        const clock = new ReplayClock({ machine, from: recording.from, to: recording.to });
        const venue = new ReplayVenue({ recording, instruments: [ES], clock, idPrefix: 'R1' });
        const said: VenueEvent[] = [];
        venue.onEvents((batch) => said.push(...batch));
        await venue.connect();
        const player = new ReplayPlayer({
          recording,
          run: 'law',
          venue,
          clock,
          machine,
          minute: async () => {},
          failed: (error) => expect.unreachable(String(error)),
        });
        const acted: Act[] = [];
        player.play();
        for (const [index, { act }] of given.entries()) {
          player.setSpeed(chosen[index % chosen.length]!);
          machine.advance(400 * MILLISECOND);
          await player.step();
          acted.push({ at: clock.now(), act });
          act(venue);
        }
        player.setSpeed('max');
        for (let step = 0; step < 50 && !player.ended; step++) await player.step();
        expect(player.ended).toBe(true);
        expect(said).toEqual(await straight(recorded, acted));
      }),
      { seed: 4, numRuns: 60 },
    );
  });

  test('fills no order beyond its limit or its quantity, and every order folds without a problem', async () => {
    await fc.assert(
      fc.asyncProperty(events, acts, async (recorded, given) => {
        const scene = openScene(recordingOf(recorded, endOf(recorded)));
        const placed: OrderEvent[] = [];
        const place = scene.venue.place.bind(scene.venue);
        scene.venue.place = (intent) => {
          const at = scene.clock.now();
          placed.push({ type: 'intended', intent, clientOrderId: intent.clientOrderId, tsEvent: at, tsInit: at });
          place(intent);
        };
        await scene.venue.connect();
        for (const { at, act } of given) {
          scene.venue.advance(at);
          act(scene.venue);
        }
        scene.venue.advance(endOf(recorded));
        for (const intended of placed) {
          const told = scene.events.flatMap((each) =>
            each.type === 'order' && each.event.clientOrderId === intended.clientOrderId ? [each.event] : [],
          );
          const { order, problems } = foldOrder([intended, ...told]);
          expect(problems).toEqual([]);
          expectWithinLimits(order!, told);
        }
      }),
      { seed: 4, numRuns: 150 },
    );
  });
});

/** Every fill is as good as the limit that stood when it was filled. */
function expectWithinLimits({ intent }: Order, told: readonly OrderEvent[]): void {
  let terms = termsOf(intent);
  for (const event of told) {
    if (event.type === 'replaced') terms = event.terms;
    if (event.type !== 'filled' || terms.price === undefined) continue;
    const isWithin = intent.side === 'buy' ? event.price <= terms.price : event.price >= terms.price;
    expect([isWithin, event, terms]).toEqual([true, event, terms]);
  }
}

describe('what traded is shared', () => {
  test.each([
    ['trades', recordings.trades],
    ['bars', recordings.bars],
  ] as const)('of %s no contract is given twice', async (_, events) => {
    await fc.assert(
      fc.asyncProperty(events, acts, async (recorded, given) => {
        const traded = new Map<Instant, number>();
        const add = (at: Instant, quantity: number) => traded.set(at, (traded.get(at) ?? 0) + quantity);
        for (const each of recorded) {
          if (each.type === 'trade') add(each.tsEvent, each.trade.quantity);
          if (each.type === 'bar') add(each.tsEvent, each.trades?.volume ?? 0);
        }
        for (const each of await straight(recorded, given)) {
          if (each.type === 'order' && each.event.type === 'filled') add(each.event.tsEvent, -each.event.quantity);
        }
        expect([...traded.values()].filter((left) => left < 0)).toEqual([]);
      }),
      { seed: 4, numRuns: 150 },
    );
  });
});
