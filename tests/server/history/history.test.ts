import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../../core/bars/aggregate.ts';
import { parseFrame } from '../../../core/bars/frame.ts';
import { BarGrid } from '../../../core/bars/grid.ts';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import type { Bar } from '../../../core/model/market.ts';
import { type Instant, instant, MINUTE } from '../../../core/model/time.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import { at, barAt, openHistoryOf, text } from './opened.ts';

const plain = (bars: readonly (Bar & { partial?: boolean })[]) => bars.map(({ partial: _, ...bar }) => bar);

describe('history of a venue', () => {
  it('asks once for what it lacks, and not at all a second time or after a restart', async () => {
    const opened = openHistoryOf();
    const first = await opened.bars('5m', { count: 300 });
    expect(first.bars).toHaveLength(300);
    expect([text(first.bars[0]!.tsStart), text(first.bars.at(-1)!.tsStart)]).toEqual([
      '2026-11-18T16:00Z',
      '2026-11-19T17:55Z',
    ]);
    expect(opened.venue.asked.map(({ unit, units, from, to }) => [unit, units, text(from), text(to)])).toEqual([
      // whole trade dates up to the minute at hand, in one question
      ['minute', 1, '2026-11-17T23:00Z', '2026-11-19T18:00Z'],
    ]);
    expect(await opened.bars('5m', { count: 300 })).toEqual(first);
    expect((await opened.bars('1h', { count: 20 })).bars).toHaveLength(20);
    expect(opened.venue.asked).toHaveLength(1);
    opened.again();
    expect(await opened.bars('5m', { count: 300 })).toEqual(first);
    // of the newest minutes a venue may still tell more
    expect(opened.venue.asked.slice(1).map(({ from, to }) => [text(from), text(to)])).toEqual([
      ['2026-11-19T17:58Z', '2026-11-19T18:00Z'],
    ]);
  });

  it('asks each minute for the newest minutes alone', async () => {
    const opened = openHistoryOf();
    await opened.bars('1m', { count: 10 });
    for (const seconds of [10, 20, 40, 70, 100]) {
      opened.clock.set(instant(at('2026-11-19T18:00:30Z') + seconds * 1_000_000));
      await opened.bars('1m', { count: 10 });
    }
    expect(opened.venue.asked.slice(1).map(({ from, to }) => [text(from), text(to)])).toEqual([
      ['2026-11-19T17:58Z', '2026-11-19T18:01Z'],
      ['2026-11-19T17:59Z', '2026-11-19T18:02Z'],
    ]);
  });

  it('lets everybody who asks at once wait for the same', async () => {
    const opened = openHistoryOf();
    const answers = await Promise.all(Array.from({ length: 10 }, () => opened.bars('15m', { count: 50 })));
    expect(opened.venue.asked).toHaveLength(1);
    expect(new Set(answers.map(({ bars }) => JSON.stringify(bars))).size).toBe(1);
  });

  it('takes a minute without a trade for no gap once the venue was asked', async () => {
    const opened = openHistoryOf();
    opened.venue.without = (minute) => (minute / MINUTE) % 9 !== 0;
    const { bars, gaps } = await opened.bars('1m', { count: 100 });
    expect([bars.length, gaps]).toEqual([100, []]);
    const asked = opened.venue.asked.length;
    await opened.bars('1m', { count: 100 });
    expect(opened.venue.asked).toHaveLength(asked);
  });

  it('makes days of minutes as long as they are few, else of hours, else of days, of which each date has one bar', async () => {
    const opened = openHistoryOf();
    const units = (from: number) => [...new Set(opened.venue.asked.slice(from).map(({ unit }) => unit))];
    const few = await opened.bars('1d', { count: 10 });
    expect([few.bars.length, units(0)]).toEqual([10, ['minute']]);
    const before = opened.venue.asked.length;
    const year = await opened.bars('1d', { count: 250 });
    expect([year.bars.length, units(before)]).toEqual([250, ['hour']]);
    expect(year.bars.slice(-10)).toEqual(few.bars);
    const [first, last] = [year.bars[0]!, year.bars.at(-1)!];
    const grid = new BarGrid(parseFrame('1d'), calendarsByRule.cme);
    const minutes = opened.venue.minutes('ESZ6', grid.spanOf(first.tsStart).from, opened.clock.now());
    expect(plain(year.bars)).toEqual(
      plain(aggregate(minutes.slice(0, -2), grid, opened.clock.now())).map((bar, index) =>
        // the minute at hand is not told yet
        index === year.bars.length - 1
          ? { ...bar, high: last.high, low: last.low, close: last.close, volume: last.volume }
          : bar,
      ),
    );
    const then = opened.venue.asked.length;
    const decades = await opened.bars('1w', { count: 220 });
    expect([decades.bars.length, units(then)]).toEqual([220, ['day']]);
    const after = opened.venue.asked.length;
    await opened.bars('1w', { count: 220 });
    expect(opened.venue.asked).toHaveLength(after);
  }, 30_000);

  it('answers from what is kept while the venue is away, and says how old that is', async () => {
    const opened = openHistoryOf();
    const first = await opened.bars('5m', { count: 20 });
    opened.clock.set(at('2026-11-19T18:20:30Z'));
    opened.venue.away = 'The gateway does not answer.';
    const later = await opened.bars('5m', { count: 20 });
    expect(later.bars).toEqual(first.bars.map((bar) => ({ ...bar, partial: false })));
    expect(later.notes).toEqual([
      'known could not be asked: The gateway does not answer. What is kept ends 20 min ago.',
    ]);
    expect(later.gaps.map(({ start, end }) => [text(start), text(end)])).toEqual([
      ['2026-11-19T18:00Z', '2026-11-19T18:20Z'],
    ]);
    opened.venue.away = undefined;
    opened.clock.advance(6_000_000);
    const back = await opened.bars('5m', { count: 20 });
    expect([text(back.bars.at(-1)!.tsStart), back.gaps, back.notes]).toEqual(['2026-11-19T18:15Z', [], []]);
  });

  it('rejects with what the venue said where nothing is kept', async () => {
    const opened = openHistoryOf();
    opened.venue.away = 'The gateway does not answer.';
    await expect(opened.bars('5m')).rejects.toThrow(new VenueProblem('The gateway does not answer.'));
  });

  it('replaces a minute that the console saw a part of, and adds the minute at hand', async () => {
    const opened = openHistoryOf();
    const minute = at('2026-11-19T17:50Z');
    const seen = { ...barAt('ESZ6', minute), volume: 1 as Bar['volume'] };
    opened.recorder.bar(seen, 'live');
    opened.forming = barAt('ESZ6', at('2026-11-19T18:00Z'));
    const { bars } = await opened.bars('1m', { count: 11 });
    expect(bars[0]).toEqual({ ...barAt('ESZ6', minute), partial: false });
    expect(bars.at(-1)).toEqual({ ...opened.forming, partial: true });
  });
});

describe('history of a market without one', () => {
  it('is what was recorded, with the gaps of the session', async () => {
    const opened = openHistoryOf({ remote: false });
    for (const start of ['17:50', '17:51', '17:55'])
      opened.recorder.bar(barAt('ESZ6', at(`2026-11-19T${start}Z`)), 'live');
    const { bars, gaps, notes } = await opened.bars('5m', { from: at('2026-11-19T17:50Z') });
    expect(bars.map(({ tsStart, volume }) => [text(tsStart), volume])).toEqual([
      ['2026-11-19T17:50Z', barAt('', at('2026-11-19T17:50Z')).volume + barAt('', at('2026-11-19T17:51Z')).volume],
      ['2026-11-19T17:55Z', barAt('', at('2026-11-19T17:55Z')).volume],
    ]);
    expect(gaps.map(({ start, end }) => [text(start), text(end)])).toEqual([
      ['2026-11-19T17:52Z', '2026-11-19T17:55Z'],
      ['2026-11-19T17:56Z', '2026-11-19T18:00Z'],
    ]);
    expect(notes).toEqual([]);
  });

  it('has seconds as long as its trades are kept', async () => {
    const opened = openHistoryOf({ remote: false });
    const trade = (time: string, price: number) => ({
      instrument: 'ESZ6',
      price: price as Bar['open'],
      quantity: 2 as Bar['volume'],
      aggressor: 'buy' as const,
      tsEvent: at(`2026-11-19T${time}Z`),
    });
    for (const [time, price] of [
      ['17:59:58', 5],
      ['18:00:04', 6],
      ['18:00:03', 9],
      ['18:00:07', 7],
    ] as const)
      opened.recorder.trade(trade(time, price));
    const { bars } = await opened.bars('5s', { count: 10 });
    expect(bars.map(({ tsStart, open, close, volume }) => [text(tsStart).slice(11, 19), open, close, volume])).toEqual([
      ['17:59:55', 5, 5, 2],
      ['18:00Z', 9, 6, 4],
      ['18:00:05', 7, 7, 2],
    ]);
  });

  it('never gives more than was asked for, and never a bar outside of the bounds', async () => {
    const opened = openHistoryOf();
    const begin = at('2026-11-16T00:00Z');
    const request = fc.record({
      frame: fc.constantFrom('1m', '5m', '45m', '1h', '4h', '1d'),
      from: fc.option(fc.integer({ min: 0, max: 5_000 }), { nil: undefined }),
      length: fc.option(fc.integer({ min: 1, max: 4_000 }), { nil: undefined }),
      count: fc.option(fc.integer({ min: 1, max: 150 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ frame, from, length, count }) => {
        const start = from === undefined ? undefined : instant(begin + from * MINUTE);
        const end = length === undefined ? undefined : instant((start ?? begin) + length * MINUTE);
        const { bars } = await opened.bars(frame, {
          ...(start === undefined ? {} : { from: start }),
          ...(end === undefined ? {} : { to: end }),
          ...(count === undefined ? {} : { count }),
        });
        expect(bars.length).toBeLessThanOrEqual(count ?? (start === undefined ? 300 : 20_000));
        for (const { tsStart } of bars) {
          expect(tsStart).toBeGreaterThanOrEqual(start ?? 0);
          expect(tsStart).toBeLessThan(end ?? (Number.MAX_SAFE_INTEGER as Instant));
        }
        const starts = bars.map(({ tsStart }) => tsStart);
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  }, 30_000);
});
