import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bar, MarketTrade } from '../../../core/model/market.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import { type Instant, MINUTE } from '../../../core/model/time.ts';
import { MinuteBars } from '../../../server/desk/minute-bars.ts';

const tradeOf = (at: number, price: number, quantity: number, instrument = 'ZNZ6'): MarketTrade => ({
  instrument,
  price: price as Price,
  quantity: quantity as Quantity,
  aggressor: 'buy',
  tsEvent: at as Instant,
});

test('a bar is complete with the first trade of a later minute, or when its minute is over', () => {
  const bars = new MinuteBars();
  expect(bars.add(tradeOf(5, 10, 1))).toBeUndefined();
  expect(bars.add(tradeOf(6, 14, 2))).toBeUndefined();
  expect(bars.add(tradeOf(7, 9, 3))).toBeUndefined();
  expect(bars.add(tradeOf(MINUTE - 1, 11, 4))).toBeUndefined();
  expect(bars.complete((MINUTE - 1) as Instant)).toEqual([]);
  expect(bars.add(tradeOf(MINUTE, 12, 5))).toEqual({
    instrument: 'ZNZ6',
    tsStart: 0,
    open: 10,
    high: 14,
    low: 9,
    close: 11,
    volume: 10,
  });
  const next = { instrument: 'ZNZ6', tsStart: MINUTE, open: 12, high: 12, low: 12, close: 12, volume: 5 };
  expect(bars.complete((2 * MINUTE) as Instant)).toEqual([next]);
  expect(bars.complete((3 * MINUTE) as Instant)).toEqual([]);
});

test('a trade that comes late changes the bar of its own minute, which is told once more', () => {
  const bars = new MinuteBars();
  bars.add(tradeOf(10, 10, 1));
  bars.complete(MINUTE as Instant);
  const amended = { instrument: 'ZNZ6', tsStart: 0, open: 10, high: 10, low: 8, close: 8, volume: 3 };
  expect(bars.forming('ZNZ6')).toBeUndefined();
  expect(bars.add(tradeOf(MINUTE - 5, 8, 2))).toEqual(amended);
  expect(bars.add(tradeOf(MINUTE + 5, 12, 1))).toBeUndefined();
  expect(bars.add(tradeOf(5, 9, 1))).toEqual({ ...amended, open: 9, volume: 4 });
  expect(bars.forming('ZNZ6')).toEqual({
    instrument: 'ZNZ6',
    tsStart: MINUTE,
    open: 12,
    high: 12,
    low: 12,
    close: 12,
    volume: 1,
  });
  for (const minute of [2, 3]) bars.add(tradeOf(minute * MINUTE, 12, 1));
  expect(bars.add(tradeOf(7, 9, 1))).toBeUndefined();
  expect(bars.late('ZNZ6')).toBe(1);
});

test('bars keep every contract, one bar an instrument and minute', () => {
  const trade = fc.record({
    at: fc.integer({ min: 0, max: 5 * MINUTE - 1 }),
    price: fc.integer({ min: 1, max: 50 }),
    quantity: fc.integer({ min: 1, max: 9 }),
    instrument: fc.constantFrom('ZNZ6', 'ESZ6'),
  });
  fc.assert(
    fc.property(fc.array(trade, { maxLength: 60 }), (asked) => {
      const trades = asked
        .sort((a, b) => a.at - b.at)
        .map(({ at, price, quantity, instrument }) => tradeOf(at, price, quantity, instrument));
      const bars = new MinuteBars();
      const made: Bar[] = [];
      for (const one of trades) made.push(...[bars.add(one)].filter((bar) => bar !== undefined));
      made.push(...bars.complete((5 * MINUTE) as Instant));
      const keys = made.map(({ instrument, tsStart }) => `${instrument} ${tsStart}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const bar of made) {
        const own = trades.filter(
          ({ instrument, tsEvent }) =>
            instrument === bar.instrument && tsEvent >= bar.tsStart && tsEvent < bar.tsStart + MINUTE,
        );
        const prices = own.map(({ price }) => price);
        expect(bar).toEqual({
          instrument: bar.instrument,
          tsStart: bar.tsStart,
          open: prices[0],
          high: Math.max(...prices),
          low: Math.min(...prices),
          close: prices.at(-1),
          volume: own.reduce((sum, { quantity }) => sum + quantity, 0),
        });
      }
      expect(made.reduce((sum, { volume }) => sum + volume, 0)).toBe(
        trades.reduce((sum, { quantity }) => sum + quantity, 0),
      );
    }),
  );
});
