import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { HOUR, MILLISECOND } from '../../../core/model/time.ts';
import { openRecording } from '../../../server/recordings/open.ts';
import { sharedFile } from '../../cli/command.ts';
import { sharedText } from '../../oracle.ts';
import { newPlace, type Place, settings } from './fixture.ts';

type Row = readonly [start: number, open: number, high: number, low: number, close: number, volume: number];

const gold = await sharedFile('gc_201312_trade_ticks.csv.gz');
const index = await sharedFile('es_1m_trades_quotes.csv');
const absent = 'the shared folder of market data is absent (DESKBOOK_SHARED)';

/** Rows of an expected file, prices in nano-points; and the starts whose volume is not comparable. */
function expected(name: string): { rows: Row[]; excluded: ReadonlySet<number> } {
  const lines = (sharedText(`oracles/bars/${name}`) ?? '').trim().split('\n').slice(1);
  const excluded = new Set<number>();
  const rows = lines.map((line): Row => {
    const [ts = '', open = '', high = '', low = '', close = '', volume = '', exclude] = line.split(',');
    const start = Number(ts) * MILLISECOND;
    if (exclude === '1') excluded.add(start);
    return [
      start,
      priceFromDecimal(open),
      priceFromDecimal(high),
      priceFromDecimal(low),
      priceFromDecimal(close),
      Number(volume),
    ];
  });
  return { rows, excluded };
}

function barsOf(file: string, instrument: string): Row[] {
  const database = new Sqlite(file, { readonly: true });
  const sql = 'SELECT ts_start, open, high, low, close, volume FROM bars_1m WHERE instrument = ? ORDER BY seq';
  const rows = database.prepare(sql).raw().all(instrument) as Row[];
  database.close();
  return rows;
}

function hours(minutes: readonly Row[]): Row[] {
  const byHour = new Map<number, Row>();
  for (const [start, open, high, low, close, volume] of minutes) {
    const hour = Math.floor(start / HOUR) * HOUR;
    const before = byHour.get(hour);
    byHour.set(
      hour,
      before
        ? [hour, before[1], Math.max(before[2], high), Math.min(before[3], low), close, before[5] + volume]
        : [hour, open, high, low, close, volume],
    );
  }
  return [...byHour.values()];
}

/** On 18 December the expected hours begin at 14:30 UTC, so that their first one is of half an hour. */
const isBeforeTheirs = (start: number): boolean =>
  start >= Date.UTC(2013, 11, 18) * MILLISECOND && start < Date.UTC(2013, 11, 18, 14, 30) * MILLISECOND;

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

describe('bars of recorded markets', () => {
  it.skipIf(!gold)(`equal, minute by minute, those that others made of the gold ticks; else ${absent}`, async () => {
    const recording = await openRecording(place.folder, gold!, settings);
    const { rows, excluded } = expected('gc_201312_1m_expected.csv');
    const comparable = ([start, ...prices]: Row): readonly number[] =>
      excluded.has(start) ? [start, ...prices.slice(0, 4)] : [start, ...prices];
    expect(rows.length).toBe(4_040);
    expect(barsOf(recording.file, 'GCZ3').map(comparable)).toEqual(rows.map(comparable));
    expect(recording.events.trades).toBe(156_452);
    recording.close();
  });

  it.skipIf(!index)(`equal, hour by hour, those that others made of the minutes of ES; else ${absent}`, async () => {
    const recording = await openRecording(place.folder, index!, settings);
    // neither file has all the hours of the other
    const told = new Map(expected('es_201312_1h_expected.csv').rows.map((row) => [row[0], row]));
    const minutes = barsOf(recording.file, 'ESZ3').filter(([start]) => !isBeforeTheirs(start));
    const both = hours(minutes).filter(([start]) => told.has(start));
    expect(both).toEqual(both.map(([start]) => told.get(start)));
    expect(both.length).toBe(121);
    expect(recording.events.bars).toBe(15_551);
    recording.close();
  });
});
