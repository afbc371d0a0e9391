import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { DAY, HOUR, instant, MINUTE, type TradeDate } from '../../../core/model/time.ts';
import type { PositionsState } from '../../../core/topics.ts';
import { importRecord } from '../../../server/import/record-import.ts';
import { projectRoot } from '../../../server/paths.ts';
import { fillsOf } from '../../core/pnl/fills.ts';
import { fixture } from '../import/fixture.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { openTestConsole } from '../open-console.ts';
import { friday, openConsole, passTime } from './console.ts';

/** The settings with days on which CME is closed although no rule says so. */
function closedOn(...days: string[]): string {
  const folder = temporaryFolder();
  cpSync(path.join(projectRoot, 'config'), folder, { recursive: true });
  const file = path.join(folder, 'calendars.json');
  const calendars = JSON.parse(readFileSync(file, 'utf8'));
  for (const day of days) calendars.cme.days[day] = { name: 'Closed by notice', closed: true };
  writeFileSync(file, JSON.stringify(calendars));
  return folder;
}

const [thursday, fridayDate] = ['2026-11-19', '2026-11-20'] as [TradeDate, TradeDate];

test('the desk gives trades of a day that is closed by notice to the next, and rolls nothing on it', async () => {
  const configFolder = closedOn(thursday);
  const folder = temporaryFolder();
  const onThursday = await openConsole(folder, { at: instant(friday - DAY), configFolder });
  expect(onThursday.desk.tradeDate()).toBe(fridayDate);
  await onThursday.close();
  const console = await openConsole(folder, { at: instant(friday + 4 * HOUR + 29 * MINUTE), configFolder });
  const told = fillsOf([
    { contracts: 10, price: '110', instrument: 'ESZ6', tradeDate: fridayDate, ts: friday - DAY },
    { contracts: -4, price: '111', instrument: 'ESZ6', tradeDate: fridayDate, ts: friday },
  ]);
  await console.desk.importFills(told, 'import');
  await passTime(console, 2 * MINUTE);
  const { tradeDate, positions } = console.desk.bus.read<PositionsState>('positions');
  expect([tradeDate, positions.map(({ realized }) => realized)]).toEqual([fridayDate, [200e6]]);
  expect(console.journal.rolls().map(({ tradeDate: date, kind }) => `${date} ${kind}`)).toEqual([
    '2026-11-18 two_pm',
    '2026-11-18 four_pm',
    '2026-11-20 two_pm',
  ]);
  const price = priceFromDecimal('111');
  const settlement = { instrument: 'ESZ6', kind: 'settle', price, source: 'told', tsEvent: friday } as const;
  const { refused } = await console.desk.settle([{ ...settlement, tradeDate: thursday }]);
  expect(refused.map(({ reason }) => reason)).toEqual([
    'The settlement of ESZ6 for 2026-11-19 is for a closed day. Give the trade date it belongs to.',
  ]);
});

test('imports and SQL have the same trade dates as the desk', async () => {
  const console = await openTestConsole(undefined, closedOn('2025-07-22'));
  onTestFinished(() => console.close());
  const take = (name: string, content = fixture(name)) => importRecord({ name, content }, console.record);
  const lines = ['time,instrument,side,quantity,price,exec_id', '2025-07-22T15:00:00Z,ZNU5,buy,2,111,g1'];
  await take('fills.csv', Buffer.from(lines.join('\n')));
  const dates = 'trade_date::varchar, trade_date(ts_event)::varchar';
  const { rows } = await console.analytics.run({ sql: `select ${dates} from fills`, params: new Map(), limit: 10 });
  expect(rows).toEqual([['2025-07-23', '2025-07-23']]);
  await expect(take('Futures_20250722_1400.csv')).rejects.toThrow('2025-07-22, on which the exchange is closed');
  const report = await take('sod.csv');
  expect(report).toMatchObject({ outcome: 'refused', new: 0 });
  expect(new Set(report.bad.map(({ value, reason }) => `${value} ${reason}`))).toEqual(
    new Set(['07/22/2025 is no trade date']),
  );
});
