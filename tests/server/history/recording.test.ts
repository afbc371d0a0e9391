import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { parseFrame } from '../../../core/bars/frame.ts';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import { ManualClock } from '../../../core/clock.ts';
import { instrumentRegistry } from '../../../core/model/registry.ts';
import { type Instant, instant, MINUTE, type TradeDate } from '../../../core/model/time.ts';
import { RecordingRecorder } from '../../../server/desk/recording-recorder.ts';
import { openHistory } from '../../../server/history/history.ts';
import { MarketReader } from '../../../server/journal/market-reader.ts';
import { queriesOf } from '../../../server/journal/sql.ts';
import { Statements } from '../../../server/journal/statements.ts';
import { at, barAt, text } from './opened.ts';

it('of a recording knows nothing that lies ahead of its clock, and takes a quiet minute for no gap', async () => {
  const database = new Sqlite(':memory:');
  database.exec(queriesOf('recording')('tables'));
  const sql = new Statements(database, 'recording');
  const begin = at('2026-11-19T15:00Z');
  for (let minute = 0; minute < 60; minute += 2) {
    const { open, high, low, close, volume, tsStart } = barAt('ESZ6', instant(begin + minute * MINUTE));
    sql.run('insert_bar', 'ESZ6', open, high, low, close, volume, 'recorded', '2026-11-19', tsStart);
    sql.run('insert_trade', minute + 1, 'ESZ6', open, 1, 'buy', '2026-11-19', tsStart);
  }
  const clock = new ManualClock(at('2026-11-19T15:30:30Z'));
  const reader = new MarketReader(new Statements(database, 'market'), { environment: 'replay', run: 'recording' });
  const recorder = new RecordingRecorder({ reader, clock, close: () => database.close() });
  const config = await loadConfig('config');
  const registry = instrumentRegistry(config.instruments, '2026-11-19' as TradeDate, calendarsByRule);
  const history = openHistory({
    desk: { clock, environment: 'replay', forming: () => undefined, lateTrades: () => 0 },
    recorder,
    calendars: calendarsByRule,
    groups: config.productGroups,
    always: false,
  });
  const last = async (frame: string) => {
    const { bars, gaps } = await history.bars({ instrument: registry.resolve('ESZ6'), frame: parseFrame(frame) });
    return [bars.length, bars.at(-1) && text(bars.at(-1)!.tsStart as Instant), gaps];
  };
  expect(await last('1m')).toEqual([15, '2026-11-19T15:28Z', []]);
  expect(await last('10s')).toEqual([16, '2026-11-19T15:30Z', []]);
  clock.set(at('2026-11-19T15:41:00Z'));
  expect(await last('1m')).toEqual([21, '2026-11-19T15:40Z', []]);
  recorder.close();
});
