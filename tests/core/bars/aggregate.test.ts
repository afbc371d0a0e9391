import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { aggregate } from '../../../core/bars/aggregate.ts';
import { parseFrame } from '../../../core/bars/frame.ts';
import { BarGrid } from '../../../core/bars/grid.ts';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import type { Bar } from '../../../core/model/market.ts';
import { type Price, priceFromDecimal } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import { fromMilliseconds, type Instant, MINUTE } from '../../../core/model/time.ts';
import { sharedText } from '../../oracle.ts';

const at = (text: string): Instant => fromMilliseconds(Date.parse(text));
const grid = (frame: string) => new BarGrid(parseFrame(frame), calendarsByRule.cme);
const later = at('2030-01-01T00:00Z');

const bar = (start: Instant, [open, high, low, close]: readonly number[], volume: number): Bar => ({
  instrument: 'ESZ6',
  tsStart: start,
  open: open as Price,
  high: high as Price,
  low: low as Price,
  close: close as Price,
  volume: volume as Quantity,
});

describe('aggregate', () => {
  it('takes first open, highest high, lowest low, last close and all volume', () => {
    const bars = [
      bar(at('2026-11-20T14:30Z'), [10, 12, 9, 11], 5),
      bar(at('2026-11-20T14:31Z'), [11, 15, 11, 14], 7),
      bar(at('2026-11-20T14:34Z'), [14, 14, 8, 9], 1),
      bar(at('2026-11-20T14:35Z'), [9, 9, 9, 9], 2),
    ];
    expect(aggregate(bars, grid('5m'), at('2026-11-20T14:36:10Z'))).toEqual([
      { ...bar(at('2026-11-20T14:30Z'), [10, 15, 8, 9], 13), partial: false },
      { ...bar(at('2026-11-20T14:35Z'), [9, 9, 9, 9], 2), partial: true },
    ]);
  });

  it('gives nothing for nothing', () => {
    expect(aggregate([], grid('1h'), later)).toEqual([]);
  });
});

const minutes = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 1, max: 400 }),
      prices: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 4 }),
      volume: fc.integer({ min: 0, max: 1_000 }),
    }),
    { maxLength: 80 },
  )
  .map((rows) => {
    let start = at('2026-03-02T00:00Z') as number;
    return rows.map(({ gap, prices, volume }) => {
      start += gap * MINUTE;
      const [open = 0, close = 0] = prices;
      return bar(start as Instant, [open, Math.max(...prices), Math.min(...prices), close], volume);
    });
  });

test.each([
  ['5m', '15m'],
  ['5m', '1h'],
  ['15m', '4h'],
  ['1h', '4h'],
  ['1h', '1d'],
  ['1d', '1w'],
  ['1d', '1M'],
])('by way of %s or at once, %s are the same', (fine, coarse) => {
  fc.assert(
    fc.property(minutes, (bars) => {
      const steps = aggregate(aggregate(bars, grid(fine), later), grid(coarse), later);
      expect(steps).toEqual(aggregate(bars, grid(coarse), later));
    }),
    { numRuns: 60 },
  );
});

test('volume is kept, starts ascend, and no price is beyond those of the minutes', () => {
  fc.assert(
    fc.property(minutes, fc.constantFrom('2m', '7m', '1h', '4h', '1d', '1w', '1M'), (bars, frame) => {
      const framed = aggregate(bars, grid(frame), later);
      const volume = (of: readonly Bar[]) => of.reduce((sum, each) => sum + each.volume, 0);
      expect(volume(framed)).toBe(volume(bars));
      for (const [index, each] of framed.entries()) {
        if (index > 0) expect(each.tsStart).toBeGreaterThan(framed[index - 1]!.tsStart);
        expect(each.high).toBeGreaterThanOrEqual(Math.max(each.open, each.close));
        expect(each.low).toBeLessThanOrEqual(Math.min(each.open, each.close));
      }
      if (bars.length > 0) {
        expect(Math.max(...framed.map(({ high }) => high))).toBe(Math.max(...bars.map(({ high }) => high)));
        expect(Math.min(...framed.map(({ low }) => low))).toBe(Math.min(...bars.map(({ low }) => low)));
        expect([framed[0]?.open, framed.at(-1)?.close]).toEqual([bars[0]?.open, bars.at(-1)?.close]);
      }
    }),
    { numRuns: 200 },
  );
});

describe('against hours that somebody else made', () => {
  const minutesText = sharedText('marketdata/es_1m_trades_quotes.csv');
  const hoursText = sharedText('oracles/bars/es_201312_1h_expected.csv');

  it.skipIf(minutesText === undefined || hoursText === undefined)('E-mini S&P, December 2013', () => {
    const rows = (text: string) =>
      text
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','));
    const read = ([start, open, high, low, close, volume]: string[]): Bar => {
      const prices = [open, high, low, close].map((each) => priceFromDecimal(each ?? ''));
      return bar(fromMilliseconds(Number(start)), prices, Number(volume));
    };
    const fine = rows(minutesText ?? '')
      .filter(([contract, , open]) => contract === '201312' && open !== '')
      .map(([, ...values]) => read(values))
      // theirs begin at 14:30 UTC on that day, so that the first is of half an hour
      .filter(({ tsStart }) => tsStart < at('2013-12-18T00:00Z') || tsStart >= at('2013-12-18T14:30Z'));
    const hours = aggregate(fine, grid('1h'), later);
    const known = new Map(hours.map((each) => [each.tsStart, each]));
    const compared = rows(hoursText ?? '')
      .map((values) => read(values))
      .filter((each) => known.has(each.tsStart) && each.tsStart > fine[0]!.tsStart);
    expect(compared.length).toBeGreaterThan(20);
    for (const each of compared) expect(known.get(each.tsStart)).toEqual({ ...each, partial: false });
  });
});
