import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseFrame } from '../../../core/bars/frame.ts';
import { BarGrid } from '../../../core/bars/grid.ts';
import { BarStream, type Tick } from '../../../core/bars/stream.ts';
import { VolumeDeltas } from '../../../core/bars/volume.ts';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import type { Price } from '../../../core/model/price.ts';
import { type Quantity, quantity } from '../../../core/model/quantity.ts';
import { fromMilliseconds, type Instant, MINUTE, SECOND, type TradeDate } from '../../../core/model/time.ts';

const at = (text: string): Instant => fromMilliseconds(Date.parse(`2025-12-04T${text}Z`));
const stream = (frame = '5m') => new BarStream('MNQZ5', new BarGrid(parseFrame(frame), calendarsByRule.cme));
const tick = (time: Instant, price: number, traded = 1): Tick => ({
  price: price as Price,
  quantity: traded as Quantity,
  tsEvent: time,
});
const day = '2025-12-04' as TradeDate;

describe('a stream of bars', () => {
  it('counts what is traded between ticks that tell the volume of the day', () => {
    const bars = stream();
    const deltas = new VolumeDeltas();
    for (const [time, price, cumulative] of [
      ['14:30:00', 100, 1_000],
      ['14:31:00', 103, 1_010],
      ['14:34:59', 99, 1_025],
      ['14:35:00', 101, 1_030],
    ] as const)
      bars.add(tick(at(time), price, deltas.of(quantity(cumulative), day)));
    const first = {
      instrument: 'MNQZ5',
      tsStart: at('14:30:00'),
      open: 100,
      high: 103,
      low: 99,
      close: 99,
      volume: 25,
    };
    const second = {
      instrument: 'MNQZ5',
      tsStart: at('14:35:00'),
      open: 101,
      high: 101,
      low: 101,
      close: 101,
      volume: 5,
    };
    expect(bars.bars()).toEqual([first, second]);
  });

  it('gives a late tick to the bar of its own time, opening and closing it by time', () => {
    const bars = stream('1m');
    bars.add(tick(at('14:30:10'), 100));
    bars.add(tick(at('14:30:50'), 101));
    bars.add(tick(at('14:31:05'), 105));
    expect(bars.add(tick(at('14:30:55'), 97))).toBe(at('14:30:00'));
    expect(bars.add(tick(at('14:30:05'), 99))).toBe(at('14:30:00'));
    expect(bars.bar(at('14:30:00'))).toMatchObject({ open: 99, high: 101, low: 97, close: 97, volume: 4 });
    expect(bars.bar(at('14:31:00'))).toMatchObject({ open: 105, close: 105, volume: 1 });
    expect(bars.late).toBe(0);
  });

  it('counts what comes too late for any bar, and changes none', () => {
    const bars = stream('1m');
    for (const minute of [30, 31, 32, 33]) bars.add(tick(at(`14:${minute}:00`), minute));
    const before = bars.bars();
    expect(bars.add(tick(at('14:30:30'), 1))).toBeUndefined();
    expect([bars.bars(), bars.late]).toEqual([before, 1]);
  });

  it('begins a bar that was missing between two', () => {
    const bars = stream('1m');
    bars.add(tick(at('14:30:00'), 1));
    bars.add(tick(at('14:32:00'), 3));
    expect(bars.add(tick(at('14:31:00'), 2))).toBe(at('14:31:00'));
    expect(bars.bars().map(({ close }) => close)).toEqual([1, 2, 3]);
  });
});

test('in whatever order ticks come, the newest bars are those of the order of time, and every tick is in a bar or late', () => {
  const ticks = fc.uniqueArray(
    fc.record({
      at: fc.integer({ min: 0, max: 400 }),
      price: fc.integer({ min: 1, max: 60 }),
      traded: fc.integer({ min: 1, max: 9 }),
    }),
    { selector: (each) => each.at, minLength: 1, maxLength: 40 },
  );
  const begin = at('14:00:00');
  fc.assert(
    fc.property(ticks, fc.infiniteStream(fc.nat()), (asked, order) => {
      const made = asked.map((each) => tick((begin + each.at * SECOND) as Instant, each.price, each.traded));
      const sorted = made.toSorted((a, b) => a.tsEvent - b.tsEvent);
      const shuffled = made
        .map((each) => ({ each, place: order.next().value as number }))
        .sort((a, b) => a.place - b.place)
        .map(({ each }) => each);
      const [straight, mixed] = [stream('1m'), stream('1m')];
      for (const each of sorted) straight.add(each);
      const taken = shuffled.filter((each) => mixed.add(each) !== undefined);
      expect(taken.length + mixed.late).toBe(made.length);
      for (const bar of mixed.bars()) {
        const own = sorted.filter(
          (each) => taken.includes(each) && each.tsEvent >= bar.tsStart && each.tsEvent < bar.tsStart + MINUTE,
        );
        expect([bar.open, bar.close, bar.volume]).toEqual([
          own[0]?.price,
          own.at(-1)?.price,
          own.reduce((sum, each) => sum + each.quantity, 0),
        ]);
        if (mixed.late === 0) expect(straight.bar(bar.tsStart)).toEqual(bar);
      }
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['the first is of a volume that nobody saw', [[1_000, day]], [0]],
  [
    'what was added since',
    [
      [1_000, day],
      [1_004, day],
      [1_004, day],
    ],
    [0, 4, 0],
  ],
  [
    'a tick that was overtaken adds nothing and loses nothing',
    [
      [10, day],
      [15, day],
      [12, day],
      [16, day],
    ],
    [0, 5, 0, 1],
  ],
  [
    'a trade date begins at nothing',
    [
      [900, day],
      [7, '2025-12-05'],
      [9, '2025-12-05'],
      [901, day],
    ],
    [0, 7, 2, 0],
  ],
] as [string, [number, TradeDate][], number[]][])('volumes: %s', (_, told, deltas) => {
  const volumes = new VolumeDeltas();
  expect(told.map(([cumulative, date]) => volumes.of(quantity(cumulative), date))).toEqual(deltas);
});
