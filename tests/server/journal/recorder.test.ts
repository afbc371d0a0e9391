import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { type Clock, ManualClock } from '../../../core/clock.ts';
import type { Bar, MarketTrade, Quote } from '../../../core/model/market.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import { HOUR, type Instant, instant, MINUTE, type TradeDate } from '../../../core/model/time.ts';
import { SqliteRecorder } from '../../../server/journal/recorder.ts';
import type { RetentionBounds } from '../../../server/journal/retention.ts';
import { key, start, tradeDate } from './entries.ts';
import { temporaryFolder } from './folder.ts';

const bounds: RetentionBounds = { tickAge: HOUR, barAge: 2 * HOUR, bytes: 2 ** 30 };

const open = (folder: string, machine: Clock = new ManualClock(start), limits = bounds) =>
  new SqliteRecorder(path.join(folder, 'market.sqlite'), key, {
    machine,
    tradeDateOf: () => tradeDate,
    bounds: limits,
    onError: (error) => {
      throw error;
    },
  });

const tradeAt = (at: Instant, instrument = 'ZNZ6'): MarketTrade => ({
  instrument,
  price: 110_265_625_000 as Price,
  quantity: 2 as Quantity,
  aggressor: 'buy',
  tsEvent: at,
});
const quoteAt = (at: Instant): Quote => ({
  instrument: 'ZNZ6',
  bid: 110_250_000_000 as Price,
  bidSize: 12 as Quantity,
  askSize: 0 as Quantity,
  tsEvent: at,
});
const barAt = (at: Instant): Bar => ({
  instrument: 'ZNZ6',
  tsStart: at,
  open: 1 as Price,
  high: 3 as Price,
  low: 1 as Price,
  close: 2 as Price,
  volume: 9 as Quantity,
});

test('keeps bars and the last trade of each instrument over a restart', () => {
  const folder = temporaryFolder();
  const recorder = open(folder);
  recorder.trade(tradeAt(start));
  recorder.trade(tradeAt(instant(start + 5)));
  recorder.trade(tradeAt(instant(start + 2), 'ESZ6'));
  recorder.quote(quoteAt(start));
  for (let minute = 0; minute < 3; minute += 1) recorder.bar(barAt(instant(start + minute * MINUTE)), 'live');
  recorder.bar(barAt(start), 'live');
  recorder.close();
  const again = open(folder);
  expect([...again.lastTrades().values()]).toEqual([tradeAt(instant(start + 2), 'ESZ6'), tradeAt(instant(start + 5))]);
  expect(again.bars('ZNZ6', start, instant(start + 2 * MINUTE))).toEqual([
    barAt(start),
    barAt(instant(start + MINUTE)),
  ]);
  expect(again.counts().rows).toBe(7);
  again.close();
});

test('deletes by age, oldest first, in slices, and leaves the newest row', () => {
  const machine = new ManualClock(start);
  const recorder = open(temporaryFolder(), machine);
  for (let n = 0; n < 5_000; n += 1) recorder.trade(tradeAt(start));
  recorder.flush();
  machine.advance(HOUR / 2);
  for (let n = 0; n < 10; n += 1) recorder.trade(tradeAt(machine.now()));
  recorder.bar(barAt(start), 'live');
  recorder.flush();
  expect(recorder.retain()).toBe(0);
  machine.advance(HOUR / 2 + 1);
  expect([recorder.retain(), recorder.retain(), recorder.retain(), recorder.retain()]).toEqual([
    2_000, 2_000, 1_000, 0,
  ]);
  expect(recorder.counts().rows).toBe(11);
  machine.advance(HOUR);
  expect([recorder.retain(), recorder.retain()]).toEqual([9, 0]);
  recorder.close();
});

test('keeps what it cannot write while another program has the file, says so once, and writes it when it can', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'market.sqlite');
  const errors: string[] = [];
  const onError = (error: unknown) => errors.push(String(error));
  const options = { machine: new ManualClock(start), tradeDateOf: () => tradeDate, bounds, onError };
  const recorder = new SqliteRecorder(file, key, options);
  const other = new Sqlite(file);
  other.exec('BEGIN EXCLUSIVE');
  for (let n = 0; n < 10; n += 1) {
    recorder.trade(tradeAt(start));
    recorder.flush();
  }
  expect(recorder.counts()).toMatchObject({ rows: 0, dropped: 0 });
  expect(errors).toEqual(['SqliteError: database is locked']);
  for (let n = 0; n < 200_000; n += 1) recorder.quote(quoteAt(start));
  recorder.flush();
  expect(recorder.counts()).toMatchObject({ rows: 0, dropped: 10 });
  other.exec('ROLLBACK');
  other.close();
  while (recorder.counts().rows === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(recorder.counts().rows).toBe(200_000);
  expect(errors).toHaveLength(1);
  recorder.close();
});

test('a machine clock that leaps by a day and is set right again costs nothing', () => {
  let now: number = start;
  const recorder = open(temporaryFolder(), { now: () => instant(now) });
  for (let n = 0; n < 10; n += 1) recorder.trade(tradeAt(start));
  recorder.flush();
  expect(recorder.retain()).toBe(0);
  now += 24 * HOUR;
  expect(recorder.retain()).toBe(0);
  now += 11 * MINUTE;
  expect([recorder.retain(), recorder.retain()]).toEqual([9, 0]);
  recorder.close();
});

test('stays within its bytes however much comes', () => {
  const folder = temporaryFolder();
  const limit = 512 * 1_024;
  const recorder = open(folder, new ManualClock(start), { ...bounds, bytes: limit });
  for (let batch = 0; batch < 20; batch += 1) {
    for (let n = 0; n < 1_000; n += 1) recorder.quote(quoteAt(start));
    recorder.flush();
    while (recorder.retain() > 0);
    expect(recorder.counts().bytes).toBeLessThanOrEqual(limit);
  }
  expect(recorder.counts().rows).toBeGreaterThan(1_000);
  recorder.close();
});

test('lets go of bars only when there is nothing else', () => {
  const recorder = open(temporaryFolder(), new ManualClock(start), { ...bounds, bytes: 128 * 1_024 });
  for (let n = 0; n < 1_000; n += 1) recorder.bar(barAt(instant(start + n * MINUTE)), 'live');
  for (let n = 0; n < 900; n += 1) recorder.quote(quoteAt(start));
  recorder.flush();
  expect(recorder.retain()).toBe(899);
  expect(recorder.bars('ZNZ6', start, instant(start + 1_000 * MINUTE))).toHaveLength(1_000);
  recorder.close();
});

test('removes the bars of the demo and leaves the live ones', () => {
  const recorder = open(temporaryFolder());
  recorder.bar(barAt(start), 'demo');
  recorder.bar(barAt(instant(start + MINUTE)), 'live');
  expect(recorder.removeOrigin('demo')).toBe(1);
  expect(recorder.bars('ZNZ6', start, instant(start + HOUR))).toEqual([barAt(instant(start + MINUTE))]);
  recorder.close();
});

test('knows after a restart what traded at each price of the trade date, without the trades themselves', () => {
  const folder = temporaryFolder();
  let today = '2026-11-20' as TradeDate;
  const file = path.join(folder, 'market.sqlite');
  const onError = (error: unknown) => expect.unreachable(String(error));
  const options = { machine: new ManualClock(start), tradeDateOf: () => today, bounds, onError };
  const recorder = new SqliteRecorder(file, key, options);
  recorder.trade(tradeAt(start));
  recorder.flush();
  today = '2026-11-23' as TradeDate;
  for (const instrument of ['ZNZ6', 'ESZ6', 'ZNZ6']) recorder.trade(tradeAt(start, instrument));
  recorder.close();
  const again = new SqliteRecorder(file, key, options);
  const price = 110_265_625_000;
  expect(again.read.dayVolumes(today)).toEqual([
    { instrument: 'ESZ6', price, quantity: 2, trades: 1 },
    { instrument: 'ZNZ6', price, quantity: 4, trades: 2 },
  ]);
  expect(again.read.dayVolumes('2026-11-20' as TradeDate)).toEqual([]);
  again.close();
});
