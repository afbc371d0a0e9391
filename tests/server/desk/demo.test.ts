import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Overrides } from '../../../config/load.ts';
import { type Instant, MINUTE, SECOND } from '../../../core/model/time.ts';
import type { PnlState, PositionsState } from '../../../core/topics.ts';
import { DEMO_STATE, removeDemo } from '../../../server/desk/demo-state.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { friday, marketBuy, openConsole, passTime, quiet } from './console.ts';

const demo: Overrides = { demo: { pastSessions: 2 } };

const read = (folder: string, file: string, sql: string): unknown[] => {
  const database = new Sqlite(path.join(folder, file), { readonly: true });
  const rows = database.prepare(sql).all();
  database.close();
  return rows;
};

const rowsOf = (folder: string) => ({
  orderEvents: read(folder, 'journal.sqlite', 'SELECT account, count(*) AS rows FROM order_events GROUP BY account'),
  fills: read(folder, 'journal.sqlite', 'SELECT account, count(*) AS rows FROM fills GROUP BY account'),
  bars: read(folder, 'market.sqlite', 'SELECT origin, count(*) AS rows FROM bars_1m GROUP BY origin'),
});

test('the first start lays down past sessions and today so far, in the account of the demo', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder, { overrides: demo });
  const { desk, journal } = console;
  const dates = read(folder, 'journal.sqlite', 'SELECT DISTINCT trade_date FROM fills ORDER BY trade_date');
  expect(dates).toEqual([{ trade_date: '2026-11-18' }, { trade_date: '2026-11-19' }, { trade_date: '2026-11-20' }]);
  expect(rowsOf(folder)).toMatchObject({
    orderEvents: [{ account: 'DEMO' }],
    fills: [{ account: 'DEMO' }],
    bars: [{ origin: 'demo' }],
  });
  const { positions } = desk.bus.read<PositionsState>('positions');
  expect(positions.length).toBeGreaterThan(3);
  for (const { instrument, account, strategy, quantity, mark } of positions) {
    const own = [...journal.fills()].filter((fill) => fill.instrument === instrument && fill.strategy === strategy);
    expect(account).toBe('DEMO');
    expect(quantity).toBe(own.reduce((sum, fill) => sum + (fill.side === 'buy' ? 1 : -1) * fill.quantity, 0));
    expect(mark).toBeDefined();
  }
  const { series } = desk.bus.read<PnlState>('pnl');
  expect(Math.max(...series.map(({ points }) => points.length))).toBeGreaterThan(900);
});

test('P&L as it was laid down is the P&L as a start folds it', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder, { overrides: demo });
  const rows = read(
    folder,
    'journal.sqlite',
    "SELECT account, strategy, instrument, currency, ts_event AS ts, realized, unrealized FROM pnl_1m WHERE trade_date = '2026-11-20' ORDER BY account, strategy, instrument, ts",
  );
  const { series } = console.desk.bus.read<PnlState>('pnl');
  const folded = series
    .flatMap(({ points, ...who }) => points.slice(0, -1).map((point) => ({ ...who, ...point })))
    .sort((a, b) => `${a.strategy} ${a.instrument} ${a.ts}`.localeCompare(`${b.strategy} ${b.instrument} ${b.ts}`));
  const journalled = (rows as typeof folded).filter(({ ts }) => ts < friday);
  expect(journalled).toEqual(folded.filter(({ ts }) => ts < friday));
});

test('a second start lays nothing down, and the demo goes on trading', async () => {
  const folder = temporaryFolder();
  const first = await openConsole(folder, { overrides: demo });
  await first.close();
  const before = rowsOf(folder);
  const again = await openConsole(folder, { overrides: demo, at: (friday + MINUTE) as Instant });
  expect(rowsOf(folder)).toEqual(before);
  await passTime(again, 20 * SECOND);
  const [{ orders }] = read(
    folder,
    'journal.sqlite',
    `SELECT count(DISTINCT client_order_id) AS orders FROM order_events WHERE ts_event > ${friday} AND account = 'DEMO'`,
  ) as [{ orders: number }];
  expect(orders).toBeGreaterThan(3);
  expect(again.problems).toEqual([]);
});

test('one command removes it for good and leaves what is not the demo', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder, { overrides: demo });
  await console.desk.submit(marketBuy(1));
  await passTime(console, MINUTE);
  await expect(removeDemo(folder)).rejects.toThrow(`The data folder ${folder} is in use`);
  await console.close();
  const removed = await removeDemo(folder);
  expect(removed.fills).toBeGreaterThan(100);
  expect(removed.bars).toBeGreaterThan(1_000);
  expect(rowsOf(folder)).toMatchObject({
    orderEvents: [{ account: 'SIM-1', rows: 3 }],
    fills: [{ account: 'SIM-1', rows: 1 }],
    bars: [{ origin: 'live' }],
  });
  const again = await openConsole(folder, { overrides: demo, at: console.clock.now() });
  await passTime(again, 20 * SECOND);
  expect(again.desk.bus.read<PositionsState>('positions').positions).toMatchObject([{ account: 'SIM-1', quantity: 1 }]);
});

test('a first start that was cut off begins the past anew', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder, { overrides: demo });
  const whole = rowsOf(folder);
  await console.journal.setMeta(DEMO_STATE, 'laying');
  await console.close();
  const again = await openConsole(folder, { overrides: demo });
  await again.desk.stop();
  expect(rowsOf(folder)).toEqual(whole);
  expect(again.problems).toEqual([]);
});

test('a demo that is switched off is neither laid down nor trading', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder, { overrides: quiet });
  await passTime(console, 20 * SECOND);
  expect(rowsOf(folder)).toEqual({ orderEvents: [], fills: [], bars: [] });
});
