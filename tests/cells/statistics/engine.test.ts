import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CellContext } from '../../../cells/kind.ts';
import { props as schema } from '../../../cells/statistics/schema.ts';
import { frames } from '../../../cells/statistics/server.ts';
import { addFill, Lab } from '../../server/analytics/fixture.ts';
import { contextOf, framesOf } from '../live-topics.ts';

let lab: Lab;
beforeAll(() => {
  lab = new Lab();
});
afterAll(() => lab.dispose());

const minute = 60_000_000;
const opening = Date.UTC(2026, 10, 20, 15) * 1_000;

function addBar(start: number, low: number, high: number): void {
  lab.market
    .prepare(
      `INSERT INTO bars_1m (environment, run, instrument, open, high, low, close, volume, origin, trade_date, ts_start, ts_machine)
       VALUES ('paper', 'main', 'ZNZ6', ?, ?, ?, ?, 1, 'venue', '2026-11-20', ?, ?)`,
    )
    .run(low * 1e9, high * 1e9, low * 1e9, low * 1e9, start, start);
}

const measured = async (given: Record<string, unknown>) => {
  const context: CellContext = { ...contextOf({}), query: (sql) => lab.run(sql, { limit: 1_000 }) };
  const [value] = await framesOf(frames(schema.parse(given), context));
  return value!;
};

test('our matches and the whole minutes between entry and exit are found in the engine', async () => {
  addFill(lab.journal, { id: 'X-1', side: 'buy', quantity: 1, price: 110.25, second: 30 });
  addFill(lab.journal, { id: 'X-2', side: 'sell', quantity: 1, price: 110.5, second: 210 });
  addFill(lab.journal, { id: 'X-3', side: 'buy', quantity: 1, price: 110.5, second: 220, strategy: "o'hara" });
  addFill(lab.journal, { id: 'X-4', side: 'sell', quantity: 1, price: 110.25, second: 230, strategy: "o'hara" });
  addBar(opening, 100, 120);
  addBar(opening + minute, 110, 111);
  addBar(opening + 2 * minute, 109.5, 110.75);
  addBar(opening + 3 * minute, 100, 120);
  const { whole, groups } = await measured({
    by: 'strategy',
    figures: ['total', 'worstAdverse', 'bestFavorable', 'holdingMean'],
  });
  expect(groups.map(({ key, figures }) => [key, figures])).toEqual([
    ['manual', { total: '250', worstAdverse: '-750', bestFavorable: '750', holdingMean: 180 }],
    ["o'hara", { total: '-250', worstAdverse: '-250', bestFavorable: '0', holdingMean: 10 }],
  ]);
  expect(whole.figures.total).toBe('0');
  const one = await measured({ strategy: "o'hara", instrument: 'ZN', since: '2026-11-20', until: '2026-11-20' });
  expect(one.trades).toBe(1);
  expect((await measured({ since: '2026-11-21' })).trades).toBe(0);
});

test('a source is measured by its columns', async () => {
  const value = await measured({ from: 'matches', period: 'day', starting_equity: 1_000 });
  expect([value.trades, value.whole.figures.total, value.firstDate]).toEqual([2, '0', '2026-11-20']);
});

test('fills are matched by the method that is asked for', async () => {
  const other = { strategy: 'stack', figures: ['total', 'largestWin', 'largestLoss'] };
  const fill = (id: string, side: 'buy' | 'sell', price: number, second: number) =>
    addFill(lab.journal, { id, side, quantity: 1, price, second, strategy: 'stack' });
  fill('Y-1', 'buy', 110, 300);
  fill('Y-2', 'buy', 111, 301);
  fill('Y-3', 'sell', 110.5, 302);
  fill('Y-4', 'sell', 110.5, 303);
  const of = async (method: string) => (await measured({ ...other, method })).whole.figures;
  expect(await of('fifo')).toEqual({ total: '0', largestWin: '500', largestLoss: '-500' });
  expect(await of('average')).toEqual({ total: '0', largestWin: '0', largestLoss: '0' });
  const { groups } = await measured({ ...other, method: 'lifo', by: 'strategy' });
  expect(groups.map(({ figures }) => figures)).toEqual([{ total: '0', largestWin: '500', largestLoss: '-500' }]);
});
