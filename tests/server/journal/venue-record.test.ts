import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import type { AccountId, VenueOrderId } from '../../../core/model/ids.ts';
import { moneyFromDecimal } from '../../../core/model/money.ts';
import { instant, SECOND } from '../../../core/model/time.ts';
import { SqliteJournal } from '../../../server/journal/journal.ts';
import { Lab } from '../analytics/fixture.ts';
import { filledOrder, key, start } from './entries.ts';
import { temporaryFolder } from './folder.ts';

const account = 'A-1' as AccountId;
const labs: Lab[] = [];
afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.dispose();
});

const opened = (file = path.join(temporaryFolder(), 'journal.sqlite'), environment = key.environment) =>
  new SqliteJournal(file, { ...key, environment }, new ManualClock(start));

test('a mark survives a restart, never goes back, and is of one environment', async () => {
  const file = path.join(temporaryFolder(), 'journal.sqlite');
  const first = opened(file);
  expect(first.venue.mark(account)).toBeUndefined();
  await first.venue.setMark(account, instant(start + SECOND));
  await first.venue.setMark(account, start);
  first.close();
  const again = opened(file);
  expect(again.venue.mark(account)).toBe(start + SECOND);
  again.close();
  const other = opened(file, 'tt-simulator');
  expect(other.venue.mark(account)).toBeUndefined();
  other.close();
});

test('an order is found by the id under which the venue accepted it', async () => {
  const journal = opened();
  const entries = filledOrder('C-7');
  const accepted = entries.map(({ event }) => event).find(({ type }) => type === 'accepted');
  await journal.appendOrderEvents(entries);
  const id = accepted?.type === 'accepted' ? accepted.venueOrderId : undefined;
  expect(id).toBeDefined();
  expect([journal.venue.orderOf(id!), journal.venue.orderOf('V-none' as VenueOrderId)]).toEqual(['C-7', undefined]);
  journal.close();
});

test('balances are kept as they change, and SQL reads them', async () => {
  const lab = new Lab();
  labs.push(lab);
  const journal = opened(path.join(lab.folder, 'journal.sqlite'));
  const note = (balance: string, at = start) =>
    journal.venue.noteBalance({ account, currency: 'USD', balance: moneyFromDecimal(balance), at });
  expect([await note('50000'), await note('50000'), await note('49875.5', instant(start + SECOND))]).toEqual([
    true,
    false,
    true,
  ]);
  journal.close();
  expect(await lab.rows('select account, currency, balance from balances order by ts_event')).toEqual([
    ['A-1', 'USD', '50000.000000'],
    ['A-1', 'USD', '49875.500000'],
  ]);
});
