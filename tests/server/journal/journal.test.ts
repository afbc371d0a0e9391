import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import type { AccountId, ClientOrderId } from '../../../core/model/ids.ts';
import type { Money } from '../../../core/model/money.ts';
import type { SignedQuantity } from '../../../core/model/quantity.ts';
import { SqliteJournal } from '../../../server/journal/journal.ts';
import type { JournalEntry } from '../../../server/journal/port.ts';
import { filledOrder, key, start, tradeDate } from './entries.ts';
import { temporaryFolder } from './folder.ts';

const open = (folder: string) => new SqliteJournal(path.join(folder, 'journal.sqlite'), key, new ManualClock(start));

test('gives back what was appended, in order, after it was closed and opened', async () => {
  const folder = temporaryFolder();
  const journal = open(folder);
  const entries = [...filledOrder('A'), ...filledOrder('B')];
  await Promise.all(entries.map((entry) => journal.appendOrderEvents([entry])));
  journal.close();
  const again = open(folder);
  expect([...again.orderEvents()]).toEqual(entries.map(({ event }) => event));
  expect([...again.fills()]).toEqual(entries.flatMap(({ fill }) => fill ?? []));
  expect(again.counts()).toMatchObject({ orders: 2, fills: 2 });
  again.close();
});

test('another run of the same file has its own rows', async () => {
  const folder = temporaryFolder();
  const journal = open(folder);
  await journal.appendOrderEvents(filledOrder('A'));
  const file = path.join(folder, 'journal.sqlite');
  const replay = new SqliteJournal(file, { ...key, run: 'replay 7' }, new ManualClock(start));
  await replay.appendOrderEvents(filledOrder('A'));
  expect([...journal.fills()]).toEqual([...replay.fills()]);
  expect(replay.counts()).toMatchObject({ orders: 1, fills: 1 });
  journal.close();
  replay.close();
});

test('callers of one turn share a commit, and none is answered before it', async () => {
  const folder = temporaryFolder();
  const journal = open(folder);
  const other = new Sqlite(path.join(folder, 'journal.sqlite'), { readonly: true });
  const count = other.prepare('SELECT count(*) FROM order_events').pluck();
  const seen: unknown[] = [];
  const appended = filledOrder('A').map((entry) =>
    journal.appendOrderEvents([entry]).then(() => seen.push(count.get())),
  );
  expect(count.get()).toBe(0);
  await Promise.all(appended);
  expect(seen).toEqual([3, 3, 3]);
  other.close();
  journal.close();
});

test('a row that cannot be written is refused alone', async () => {
  const journal = open(temporaryFolder());
  await journal.appendOrderEvents(filledOrder('A'));
  const repeated = filledOrder('A')[2] as JournalEntry;
  const [bad, good] = await Promise.allSettled([
    journal.appendOrderEvents([repeated]),
    journal.appendOrderEvents(filledOrder('B')),
  ]);
  expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_CONSTRAINT_UNIQUE' } });
  expect(good.status).toBe('fulfilled');
  expect([...journal.orderEvents()]).toHaveLength(6);
  journal.close();
});

test('restores open orders and the newest closed ones', async () => {
  const journal = open(temporaryFolder());
  await journal.appendOrderEvents(filledOrder('OPEN').slice(0, 2));
  for (const id of ['A', 'B', 'C']) await journal.appendOrderEvents(filledOrder(id));
  const ids = (closed: number) => [...new Set(journal.recentOrderEvents(closed).map((event) => event.clientOrderId))];
  expect(ids(0)).toEqual(['OPEN']);
  expect(ids(2)).toEqual(['OPEN', 'B', 'C']);
  expect(journal.orderEventsOf('A' as ClientOrderId)).toEqual(filledOrder('A').map(({ event }) => event));
  journal.close();
});

test('a number that reached the disk is never given again', async () => {
  const folder = temporaryFolder();
  const journal = open(folder);
  const numbers = [journal.nextNumber(), journal.nextNumber()];
  await journal.appendOrderEvents(filledOrder('A'));
  journal.close();
  const again = open(folder);
  expect([...numbers, again.nextNumber()]).toEqual([1, 2, 3]);
  again.close();
});

test('keeps session values, revisions, facts and the audit', async () => {
  const folder = temporaryFolder();
  const journal = open(folder);
  await Promise.all([
    journal.setSessionValue('morning', 'day', '2026-11-19'),
    journal.setSessionValue('morning', 'day', '2026-11-20'),
    journal.setSessionValue('tour', 'day', 'x'),
    journal.revisions.append({ notebook: 'morning', text: '# One\n', reason: 'edit', at: start }),
    journal.revisions.append({ notebook: 'morning', text: '# Two\n', reason: 'edit', at: start }),
    journal.appendAudit({ at: start, actor: 'page', action: 'order', detail: { id: 'A', quantity: 3 } }),
    journal.setMeta('demo', 'laid'),
  ]);
  journal.close();
  const again = open(folder);
  expect([...again.sessionValues('morning')]).toEqual([['day', '2026-11-20']]);
  expect(again.revisions.of('morning')).toEqual([
    { id: 1, notebook: 'morning', at: start, reason: 'edit', text: '# One\n' },
    { id: 2, notebook: 'morning', at: start, reason: 'edit', text: '# Two\n' },
  ]);
  expect(again.meta('demo')).toBe('laid');
  again.close();
});

test('removing an account leaves the others and tells copies', async () => {
  const journal = open(temporaryFolder());
  await journal.appendOrderEvents(filledOrder('A'));
  const pnl = {
    instrument: 'ZNZ6',
    currency: 'USD',
    quantity: 3 as SignedQuantity,
    strategy: 'maker',
    tradeDate,
    ts: start,
  };
  const row = { ...pnl, account: 'DEMO' as AccountId, realized: -5 as Money, unrealized: 7 as Money };
  await journal.appendPnl([row, { ...row, account: 'SIM-1' as AccountId }]);
  expect(journal.removeAccount('DEMO')).toEqual({ orderEvents: 0, fills: 0, pnl: 1 });
  expect(journal.removeAccount('SIM-1')).toEqual({ orderEvents: 3, fills: 1, pnl: 1 });
  expect(journal.meta('generation')).toBe('3');
  expect([...journal.fills()]).toEqual([]);
  journal.close();
});
