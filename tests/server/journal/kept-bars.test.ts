import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Bounds } from '../../../core/calendar/calendar.ts';
import { ManualClock } from '../../../core/clock.ts';
import type { Bar } from '../../../core/model/market.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import { DAY, HOUR, type Instant, instant, MINUTE } from '../../../core/model/time.ts';
import { SqliteRecorder } from '../../../server/journal/recorder.ts';
import { key, start, tradeDate } from './entries.ts';
import { temporaryFolder } from './folder.ts';

const clock = new ManualClock(start);
const open = (folder = temporaryFolder()) =>
  new SqliteRecorder(path.join(folder, 'market.sqlite'), key, {
    machine: clock,
    tradeDateOf: () => tradeDate,
    bounds: { tickAge: HOUR, barAge: 2 * DAY, bytes: 2 ** 30 },
    onError: (error) => {
      throw error;
    },
  });

const at = (minutes: number): Instant => instant(start + minutes * MINUTE);
const span = (from: number, to: number): Bounds => ({ start: at(from), end: at(to) });
const barAt = (minutes: number, volume = 9): Bar => ({
  instrument: 'ZNZ6',
  tsStart: at(minutes),
  open: 1 as Price,
  high: 3 as Price,
  low: 1 as Price,
  close: 2 as Price,
  volume: volume as Quantity,
});
const minuteBars = { instrument: 'ZNZ6', unit: 'minute' } as const;

describe('what a venue tells', () => {
  it('is kept with the spans it was asked for, which become one where they touch', async () => {
    const folder = temporaryFolder();
    const recorder = open(folder);
    const settled = at(1_000);
    await recorder.kept.keep({ ...minuteBars, span: span(0, 10), bars: [barAt(1), barAt(4)], settled });
    await recorder.kept.keep({ ...minuteBars, span: span(20, 30), bars: [barAt(25)], settled });
    expect(recorder.kept.asked('ZNZ6', 'minute', span(0, 100))).toEqual([span(0, 10), span(20, 30)]);
    await recorder.kept.keep({ ...minuteBars, span: span(10, 20), bars: [], settled });
    expect(recorder.kept.asked('ZNZ6', 'minute', span(0, 100))).toEqual([span(0, 30)]);
    expect(recorder.kept.asked('ZNZ6', 'hour', span(0, 100))).toEqual([]);
    recorder.close();
    const again = open(folder);
    expect(again.kept.bars('ZNZ6', 'minute', at(0), at(30))).toEqual([barAt(1), barAt(4), barAt(25)]);
    expect(again.kept.asked('ZNZ6', 'minute', span(5, 6))).toEqual([span(0, 30)]);
    again.close();
  });

  it('replaces what the console saw a part of, and writes nothing that is known', async () => {
    const recorder = open();
    recorder.bar(barAt(1, 3), 'live');
    const told = { ...minuteBars, span: span(0, 10), bars: [barAt(1, 9), barAt(2, 5)], settled: at(10) };
    await recorder.kept.keep(told);
    expect(recorder.read.bars('ZNZ6', at(0), at(10))).toEqual(told.bars);
    const { rows } = recorder.counts();
    await recorder.kept.keep(told);
    expect(recorder.counts().rows).toBe(rows);
    // a late trade of ours changes nothing of what the venue told
    recorder.bar(barAt(1, 20), 'live');
    expect(recorder.read.bars('ZNZ6', at(0), at(10))).toEqual(told.bars);
    recorder.close();
  });

  it('counts as asked only as far as it is settled, and changes no newer minute that was seen', async () => {
    const recorder = open();
    recorder.bar(barAt(9, 7), 'live');
    const bars = [barAt(5), barAt(8), barAt(9, 2)];
    await recorder.kept.keep({ ...minuteBars, span: span(0, 10), bars, settled: at(8) });
    expect(recorder.kept.asked('ZNZ6', 'minute', span(0, 100))).toEqual([span(0, 8)]);
    expect(recorder.read.bars('ZNZ6', at(0), at(10))).toEqual([barAt(5), barAt(8), barAt(9, 7)]);
    recorder.close();
  });

  it('keeps hours and days apart from minutes', async () => {
    const recorder = open();
    const hours = [barAt(0, 60), barAt(60, 61)];
    await recorder.kept.keep({ instrument: 'ZNZ6', unit: 'hour', span: span(0, 120), bars: hours, settled: at(500) });
    expect(recorder.kept.bars('ZNZ6', 'hour', at(0), at(120))).toEqual(hours);
    expect(recorder.kept.bars('ZNZ6', 'day', at(0), at(120))).toEqual([]);
    expect(recorder.read.bars('ZNZ6', at(0), at(120))).toEqual([]);
    recorder.close();
  });

  it('is to be asked for again once retention deleted it', async () => {
    const recorder = open();
    const bars = Array.from({ length: 10 }, (_, minute) => barAt(minute));
    await recorder.kept.keep({ ...minuteBars, span: span(0, 10), bars, settled: at(500) });
    await recorder.kept.keep({ ...minuteBars, span: span(50, 60), bars: [], settled: at(500) });
    clock.set(instant(start + 3 * DAY));
    recorder.bar(barAt(3 * 24 * 60), 'live');
    recorder.flush();
    for (let slices = 0; slices < 20 && recorder.retain() > 0; slices += 1);
    expect(recorder.kept.bars('ZNZ6', 'minute', at(0), at(10))).toEqual([]);
    expect(recorder.kept.asked('ZNZ6', 'minute', span(0, 100))).toEqual([span(50, 60)]);
    recorder.close();
  });
});

it('a live minute that got a late trade is told with a number of its own', () => {
  const recorder = open();
  recorder.bar(barAt(1, 3), 'live');
  recorder.bar(barAt(1, 5), 'live');
  recorder.bar(barAt(1, 4), 'live');
  expect(recorder.read.bars('ZNZ6', at(0), at(10))).toEqual([barAt(1, 5)]);
  recorder.close();
});
