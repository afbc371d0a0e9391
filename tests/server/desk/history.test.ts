import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { FillAmendment } from '../../../core/model/amendment.ts';
import type { Fill } from '../../../core/model/fill.ts';
import { executionId } from '../../../core/model/ids.ts';
import { moneyFromDecimal, moneyToDecimal } from '../../../core/model/money.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { DAY, HOUR, type Instant, instant, MINUTE, type TradeDate } from '../../../core/model/time.ts';
import type { Settlement } from '../../../core/settlement/settlement.ts';
import type { FillsState, PnlState, PositionsState } from '../../../core/topics.ts';
import { fillsOf } from '../../core/pnl/fills.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { friday, openConsole, passTime, type TestConsole } from './console.ts';

const thursdayDate = '2026-11-19' as TradeDate;
const fridayDate = '2026-11-20' as TradeDate;

/** Ten bought on Thursday, four sold on Friday an hour ago. */
const told = (): Fill[] =>
  fillsOf([
    { contracts: 10, price: '110', instrument: 'ESZ6', tradeDate: thursdayDate, ts: friday - DAY },
    { contracts: -4, price: '111', instrument: 'ESZ6', tradeDate: fridayDate, ts: friday - HOUR },
  ]);

const settlement = (more: Partial<Settlement> = {}): Settlement => ({
  instrument: 'ESZ6',
  tradeDate: thursdayDate,
  kind: 'settle',
  price: priceFromDecimal('110.25'),
  source: 'Futures_20261119_1600.csv',
  tsEvent: instant(friday - 17 * HOUR),
  ...more,
});

const positions = ({ desk }: TestConsole) => desk.bus.read<PositionsState>('positions').positions;
const day = (console: TestConsole) =>
  positions(console).map(({ quantity: held, realized, realizedOfDay, carriedAt }) => [
    held,
    moneyToDecimal(realized),
    moneyToDecimal(realizedOfDay),
    carriedAt,
  ]);
const fold = (console: TestConsole) => ({
  positions: console.desk.bus.read<PositionsState>('positions'),
  fills: console.desk.bus.read<FillsState>('fills'),
  pnl: console.desk.bus.read<PnlState>('pnl'),
});

test('fills of a file are folded where they belong in time, whatever their order', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  const [bought, sold] = told();
  expect(await console.desk.importFills([sold!], 'import')).toMatchObject({ added: [sold], known: [], refused: [] });
  expect(day(console)).toEqual([[-4, '0', '0', undefined]]);
  expect(await console.desk.importFills([bought!, sold!], 'import')).toMatchObject({ added: [bought], known: [sold] });
  expect(day(console)).toEqual([[6, '200', '200', 'last']]);
  const shown = fold(console);
  expect(shown.fills.fills).toEqual([sold]);
  await console.close();
  const again = await openConsole(folder);
  expect(fold(again)).toEqual(shown);
  expect(again.problems).toEqual([]);
});

test('the minutes of the past are journalled, and again when they stood otherwise', async () => {
  const console = await openConsole(temporaryFolder());
  const [bought, sold] = told();
  await console.desk.importFills([sold!], 'import');
  await console.desk.importFills([bought!], 'import');
  const rows = () => {
    const newest = new Map(console.journal.pnlSince(thursdayDate).map((row) => [`${row.tradeDate} ${row.ts}`, row]));
    return [...newest.values()]
      .filter(({ instrument }) => instrument === 'ESZ6')
      .map(({ tradeDate, quantity: held, realized }) => [tradeDate, held, moneyToDecimal(realized)]);
  };
  expect(rows()).toContainEqual([thursdayDate, 10, '0']);
  expect(rows()).toContainEqual([fridayDate, 6, '200']);
  const bust = { amendmentId: 'A-1', executionId: sold!.executionId, reason: '', tsEvent: friday, tsInit: friday };
  await console.desk.amend({ ...bust, type: 'bust' });
  expect(rows().filter(([date]) => date === fridayDate)).not.toContainEqual([fridayDate, 6, '200']);
});

test('a bust and a correction change what was folded, once, over restarts too', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  const [bought, sold] = told();
  await console.desk.importFills([bought!, sold!], 'import');
  const said = { executionId: sold!.executionId, reason: 'off market', tsEvent: friday, tsInit: friday };
  const corrected: FillAmendment = {
    ...said,
    type: 'correct',
    amendmentId: 'A-1',
    side: 'sell',
    quantity: quantity(2),
    price: priceFromDecimal('112'),
    fee: moneyFromDecimal('2.5'),
  };
  expect([await console.desk.amend(corrected), await console.desk.amend(corrected)]).toEqual([true, false]);
  expect(positions(console)).toMatchObject([{ quantity: 8, realized: 200e6, fees: 2.5e6 }]);
  expect(await console.desk.amend({ ...said, type: 'bust', amendmentId: 'A-2' })).toBe(true);
  expect(day(console)).toEqual([[10, '0', '0', 'last']]);
  const shown = fold(console);
  await console.close();
  expect(fold(await openConsole(folder))).toEqual(shown);
});

test('a settlement of the day before carries the day, also when it comes late', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  await console.desk.importFills(told(), 'import');
  expect(await console.desk.settle([settlement(), settlement()])).toMatchObject({ added: 1, known: 1, refused: [] });
  expect(day(console)).toEqual([[6, '200', '150', 'settle']]);
  expect(positions(console)[0]?.marks).toMatchObject({
    close: { tradeDate: thursdayDate, kind: 'settle' },
    startOfDay: { tradeDate: thursdayDate, unrealized: 75e6 },
  });
  const shown = fold(console);
  await console.close();
  expect(fold(await openConsole(folder))).toEqual(shown);
});

test('the rolls happen on the console’s clock', async () => {
  const before = instant(friday + 4 * HOUR + 29 * MINUTE);
  const console = await openConsole(temporaryFolder(), { at: before as Instant });
  await console.desk.importFills(told(), 'import');
  await console.desk.settle([
    settlement(),
    settlement({ tradeDate: fridayDate, kind: 'flash', price: priceFromDecimal('111') }),
  ]);
  const marks = () =>
    Object.fromEntries(Object.entries(positions(console)[0]!.marks).map(([name, { tradeDate }]) => [name, tradeDate]));
  expect(marks()).toEqual({ close: thursdayDate, startOfDay: thursdayDate });
  await passTime(console, 2 * MINUTE);
  expect(marks()).toEqual({ close: fridayDate, startOfDay: thursdayDate, nextStartOfDay: fridayDate });
  expect(console.journal.rolls().map(({ tradeDate, kind }) => `${tradeDate} ${kind}`)).toEqual([
    '2026-11-19 two_pm',
    '2026-11-19 four_pm',
    '2026-11-20 two_pm',
  ]);
});

test('a console killed between the journal and the fold of a roll has the roll when it is back', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder, { at: instant(friday + 4 * HOUR) });
  await console.desk.importFills(told(), 'import');
  await console.desk.settle([settlement({ tradeDate: fridayDate, kind: 'flash' })]);
  const roll = { tradeDate: fridayDate, kind: 'two_pm', tsEvent: instant(friday + 4.5 * HOUR) } as const;
  await console.journal.recordRoll(roll);
  await console.close();
  const again = await openConsole(folder, { at: instant(friday + 5 * HOUR) });
  expect(positions(again)[0]?.marks.nextStartOfDay).toMatchObject({ tradeDate: fridayDate, kind: 'flash' });
  expect(again.journal.rolls()).toHaveLength(3);
});

test('what cannot be taken is refused with the reason and journalled', async () => {
  const console = await openConsole(temporaryFolder());
  const { desk, journal } = console;
  const [bought] = told();
  const fill = (more: Partial<Fill>): Fill => ({ ...bought!, executionId: executionId('X'), ...more });
  await desk.importFills([bought!], 'import');
  const { refused } = await desk.importFills(
    [
      fill({ instrument: 'ESX6' }),
      fill({ instrument: 'EZ6' }),
      fill({ quantity: 0 as never }),
      fill({ quantity: 1.5 as never }),
      fill({ tsEvent: instant(friday + HOUR) }),
      { ...bought!, price: priceFromDecimal('110.25') },
    ],
    'import',
  );
  const settled = await desk.settle([
    settlement({ tradeDate: '2026-11-21' as TradeDate }),
    settlement({ tradeDate: '2026-11-26' as TradeDate }),
    settlement({ instrument: 'QQ' }),
  ]);
  const orphan = { type: 'bust', amendmentId: 'A-9', executionId: executionId('?'), reason: '' } as const;
  await expect(desk.amend({ ...orphan, tsEvent: friday, tsInit: friday })).rejects.toThrow(
    'which is not in the journal',
  );
  const reasons = [...refused, ...settled.refused].map(({ reason }) => reason);
  expect(reasons).toEqual([
    'Fill X: There is no contract "ESX6": ES trades in the months H, M, U, Z. Did you mean ESZ6, ESH7 or ESM7?',
    expect.stringMatching(/^Fill X: There is no instrument "EZ6"\. Did you mean .*ESZ6/),
    'Fill X has the quantity 0; it is a whole number from 1 up.',
    'Fill X has the quantity 1.5; it is a whole number from 1 up.',
    'Fill X lies in the future. Check the time zone of its file.',
    expect.stringMatching(
      /^Fill E-1 is known with price .* The known one stays; the venue corrects a fill by an amendment\.$/,
    ),
    'The settlement of ESZ6 for 2026-11-21 is for a closed day. Give the trade date it belongs to.',
    'The settlement of ESZ6 for 2026-11-26 is for a closed day. Give the trade date it belongs to.',
    expect.stringMatching(/^The settlement of QQ for 2026-11-19: There is no instrument "QQ"\./),
  ]);
  expect(journal.refusals(20).map(({ subject }) => subject)).toEqual([
    'amendment',
    ...Array(3).fill('settlement'),
    ...Array(6).fill('fill'),
  ]);
  expect(new Set(journal.refusals(20).map(({ reason }) => reason))).toEqual(
    new Set([...reasons, 'Amendment A-9 is of execution ?, which is not in the journal.']),
  );
  expect(day(console)).toHaveLength(1);
});

test('an import cut short between its fills and their minutes is made whole by the next start', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  const edit = (sql: string) => {
    const database = new Sqlite(path.join(folder, 'journal.sqlite'));
    database.exec(sql);
    database.close();
  };
  edit("CREATE TRIGGER cut BEFORE INSERT ON pnl_1m BEGIN SELECT RAISE(FAIL, 'cut short'); END");
  const [bought, sold] = told();
  await expect(console.desk.importFills([bought!, sold!], 'import')).rejects.toThrow('cut short');
  expect(console.journal.pnlSince(thursdayDate)).toEqual([]);
  edit('DROP TRIGGER cut');
  await console.close();
  const again = await openConsole(folder);
  const days = again.journal.pnlSince(thursdayDate).map(({ tradeDate, quantity: held }) => `${tradeDate} ${held}`);
  expect([...new Set(days)]).toEqual(['2026-11-19 10', '2026-11-20 6']);
  expect(again.journal.meta('minutes_from paper main')).toBe('');
  const before = again.journal.pnlSince(thursdayDate);
  await again.close();
  expect((await openConsole(folder)).journal.pnlSince(thursdayDate)).toEqual(before);
});
