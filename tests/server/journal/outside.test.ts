import path from 'node:path';
import { expect, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import type { FillAmendment } from '../../../core/model/amendment.ts';
import type { Fill } from '../../../core/model/fill.ts';
import { executionId } from '../../../core/model/ids.ts';
import { money, moneyFromDecimal } from '../../../core/model/money.ts';
import { price, priceFromDecimal } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { instant, type TradeDate } from '../../../core/model/time.ts';
import type { Roll, Settlement } from '../../../core/settlement/settlement.ts';
import { SqliteJournal } from '../../../server/journal/journal.ts';
import { parseFills } from '../../core/pnl/fills.ts';
import { filledOrder, key, start, tradeDate } from './entries.ts';
import { temporaryFolder } from './folder.ts';

const open = (folder: string) => new SqliteJournal(path.join(folder, 'journal.sqlite'), key, new ManualClock(start));

/** What a process that came after this one finds. */
function reopened<T>(folder: string, journal: SqliteJournal, read: (journal: SqliteJournal) => T): T {
  journal.close();
  const again = open(folder);
  const found = read(again);
  again.close();
  return found;
}

test('fills of a file come in once, by execution id', async () => {
  const folder = temporaryFolder();
  const journal = open(folder);
  const [first, second] = parseFills('B2@110.25 S1@110.5') as [Fill, Fill];
  const paid = { ...second, fee: moneyFromDecimal('2.15') };
  expect(await journal.appendFills([first, paid, first], 'import')).toEqual({
    added: [first, paid],
    known: [first],
    conflicts: [],
  });
  const told = { ...first, tsInit: instant(99), liquidity: 'taker' as const };
  const other = { ...paid, price: priceFromDecimal('110.75') };
  expect(await journal.appendFills([told, other], 'import')).toEqual({
    added: [],
    known: [told],
    conflicts: [{ fill: other, known: paid }],
  });
  expect(journal.counts().fills).toBe(2);
  expect(journal.fill(paid.executionId)).toEqual(paid);
  expect(reopened(folder, journal, (again) => [...again.fills()])).toEqual([first, paid]);
});

test('a fill of a file that the venue told already is known', async () => {
  const journal = open(temporaryFolder());
  const entries = filledOrder('A');
  await journal.appendOrderEvents(entries);
  const { fill } = entries[2]!;
  const changed = { ...fill!, quantity: quantity(2), fee: money(5) };
  const appended = await journal.appendFills([fill!, changed], 'import');
  expect(appended).toEqual({ added: [], known: [fill], conflicts: [{ fill: changed, known: fill }] });
  journal.close();
});

test('amendments come in once and keep their order', async () => {
  const folder = temporaryFolder();
  const journal = open(folder);
  const said = { executionId: executionId('E-1'), reason: 'off market', tsEvent: start, tsInit: start };
  const stated = { side: 'buy', quantity: quantity(3), price: price(110_250_000_000) } as const;
  const amendments: FillAmendment[] = [
    { ...said, type: 'correct', amendmentId: 'A-2', ...stated },
    { ...said, type: 'correct', amendmentId: 'A-3', ...stated, fee: money(7) },
    { ...said, type: 'bust', amendmentId: 'A-1' },
  ];
  const taken = [];
  for (const amendment of [...amendments, ...amendments]) taken.push(await journal.appendAmendment(amendment));
  expect(taken).toEqual([true, true, true, false, false, false]);
  expect(reopened(folder, journal, (again) => again.amendments())).toEqual(amendments);
});

test('a settlement comes in once, a price stated anew beside it', async () => {
  const folder = temporaryFolder();
  const journal = open(folder);
  const flash: Settlement = {
    instrument: 'ZNZ6',
    tradeDate,
    kind: 'flash',
    price: priceFromDecimal('110.25'),
    source: 'Futures_20261120_1400.csv',
    tsEvent: start,
  };
  const anew = { ...flash, price: priceFromDecimal('110.265625') };
  expect(await journal.appendSettlements([flash, flash])).toBe(1);
  expect(await journal.appendSettlements([flash, anew, { ...anew, kind: 'settle' }])).toBe(2);
  expect(reopened(folder, journal, (again) => again.settlements())).toEqual([flash, anew, { ...anew, kind: 'settle' }]);
});

test('a roll is done once, over restarts too', async () => {
  const folder = temporaryFolder();
  const journal = open(folder);
  const rolls: Roll[] = [
    { tradeDate, kind: 'two_pm', tsEvent: instant(start) },
    { tradeDate, kind: 'four_pm', tsEvent: instant(start + 1) },
    { tradeDate: '2026-11-23' as TradeDate, kind: 'two_pm', tsEvent: instant(start + 2) },
  ];
  for (const roll of rolls) expect(await journal.recordRoll(roll)).toBe(true);
  expect(await journal.recordRoll({ ...rolls[0]!, tsEvent: instant(start + 9) })).toBe(false);
  expect(reopened(folder, journal, (again) => again.rolls())).toEqual(rolls);
});

test('what was refused is kept, newest first', async () => {
  const folder = temporaryFolder();
  const journal = open(folder);
  const refusal = (reason: string) => ({ at: start, subject: 'order' as const, reason, detail: '{}' });
  for (const reason of ['one', 'two', 'three']) await journal.appendRefusal(refusal(reason));
  expect(journal.refusals(2)).toEqual([refusal('three'), refusal('two')]);
  expect(reopened(folder, journal, (again) => again.counts().refusals)).toBe(3);
});

test('removing an account takes its amendments along', async () => {
  const journal = open(temporaryFolder());
  await journal.appendFills(parseFills('B2@110.25'), 'import');
  const bust = { type: 'bust', executionId: executionId('E-1'), reason: '', tsEvent: start, tsInit: start } as const;
  await journal.appendAmendment({ ...bust, amendmentId: 'A-1' });
  journal.removeAccount('DEMO');
  expect(journal.amendments()).toEqual([]);
  journal.close();
});
