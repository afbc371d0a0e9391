import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tradeDateOf } from '../../../core/calendar/session.ts';
import { machineClock } from '../../../core/clock.ts';
import type { Bar, MarketTrade, Quote } from '../../../core/model/market.ts';
import type { Price } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { type Instant, instant, type TradeDate } from '../../../core/model/time.ts';
import { SqliteRecorder } from '../../../server/journal/recorder.ts';
import { openRecording, paperRecord } from '../../../server/recordings/open.ts';
import { recordedDates } from '../../../server/recordings/own-record.ts';
import { newPlace, type Place, refusal, settings } from './fixture.ts';

let place: Place;
let recorder: SqliteRecorder;

const start = Date.UTC(2026, 10, 20, 15) * 1_000;
const at = (microseconds: number): Instant => instant(start + microseconds);
const price = (points: number) => (points * 1_000_000_000) as Price;

const trade = (after: number, points: number): MarketTrade => ({
  instrument: 'ZNZ6',
  price: price(points),
  quantity: quantity(2),
  aggressor: 'sell',
  tsEvent: at(after),
});
const quote = (after: number, bid?: number): Quote => ({
  instrument: 'ZNZ6',
  ...(bid === undefined ? {} : { bid: price(bid) }),
  bidSize: quantity(bid === undefined ? 0 : 5),
  ask: price(111),
  askSize: quantity(7),
  tsEvent: at(after),
});
const bar = (tsStart: number): Bar => ({
  instrument: 'ZNZ6',
  tsStart: instant(tsStart),
  open: price(110),
  high: price(111),
  low: price(109),
  close: price(110),
  volume: quantity(4),
});

const before = start - 24 * 3_600_000_000;

beforeAll(async () => {
  place = await newPlace();
  recorder = new SqliteRecorder(path.join(place.folder, 'market.sqlite'), paperRecord, {
    machine: machineClock,
    tradeDateOf: (_, when) => tradeDateOf('cme', when),
    bounds: { tickAge: Number.MAX_SAFE_INTEGER, barAge: Number.MAX_SAFE_INTEGER, bytes: 1e9 },
    onError: (error) => {
      throw error;
    },
  });
  recorder.bar(bar(before), 'demo');
  recorder.quote(quote(0, 110));
  recorder.trade(trade(10, 110));
  recorder.quote(quote(10));
  recorder.bar(bar(start), 'live');
  recorder.flush();
});
afterAll(async () => {
  recorder.close();
  await place.remove();
});

describe('the console’s own market record', () => {
  it('says of which trade dates it has something', () => {
    expect(recordedDates(place.folder, paperRecord)).toEqual([
      { tradeDate: '2026-11-20', instruments: 1, minutes: 1, trades: true },
      { tradeDate: '2026-11-19', instruments: 1, minutes: 1, trades: false },
    ]);
    expect(recordedDates(path.join(place.folder, 'none'), paperRecord)).toEqual([]);
  });

  it('gives the trades and quotes of a date, a trade before the quotes of its instant', async () => {
    const recording = await openRecording(place.folder, '2026-11-20', settings);
    expect([...recording.play()]).toEqual([
      { type: 'quote', tsEvent: at(0), quote: quote(0, 110) },
      { type: 'trade', tsEvent: at(10), trade: trade(10, 110) },
      { type: 'quote', tsEvent: at(10), quote: quote(10) },
    ]);
    const { name, instruments, events, notes } = recording;
    expect({ name, instruments, events, notes }).toEqual({
      name: 'paper market of 2026-11-20',
      instruments: ['ZNZ6'],
      events: { trades: 1, quotes: 2, bars: 0, depth: 0 },
      notes: ['From the console’s own market record, trades and best quotes.'],
    });
    recording.close();
  });

  it('gives the minutes of a date of which nothing else is left', async () => {
    const recording = await openRecording(place.folder, '2026-11-19', settings);
    const of = bar(before);
    const tsEvent = instant(before + 60_000_000);
    expect([...recording.play()]).toEqual([
      { type: 'bar', tsEvent, instrument: 'ZNZ6', tsStart: of.tsStart, trades: of },
    ]);
    recording.close();
  });

  it('is another recording once the date goes on', async () => {
    const first = await openRecording(place.folder, '2026-11-20', settings);
    recorder.trade(trade(20, 110));
    recorder.flush();
    const second = await openRecording(place.folder, '2026-11-20', settings);
    expect([first.id === second.id, second.events.trades]).toEqual([false, 2]);
    first.close();
    second.close();
  });

  it('has nothing of other dates', async () => {
    const nothing = 'The market record has nothing of the trade date 2026-11-18.';
    expect(await refusal(openRecording(place.folder, '2026-11-18', settings))).toBe(nothing);
    expect(await refusal(openRecording(path.join(place.folder, 'none'), '2026-11-18' as TradeDate, settings))).toBe(
      nothing,
    );
  });
});
