import path from 'node:path';
import { expect, it } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { instant, SECOND } from '../../../core/model/time.ts';
import { SqliteJournal } from '../../../server/journal/journal.ts';
import type { WebhookRow } from '../../../server/journal/webhook-record.ts';
import { key, start } from './entries.ts';
import { temporaryFolder } from './folder.ts';

const row: WebhookRow = {
  ...{ id: 1, webhook: 'desk', at: start, machine: start, outcome: 'received', orders: [], bytes: 40, message: 'a' },
  ...{ signal: 'open_long', instrument: 'ESZ6', account: 'SIM-1', symbol: 'ES1!', body: '{}' },
};
const accepted: WebhookRow = {
  ...row,
  ...{
    outcome: 'accepted',
    status: 200,
    orders: ['hook-1-1'],
    answer: '{}',
    microseconds: 3_000,
    trace: 'b',
    reason: 'r',
  },
};

it('knows a receipt as it stands, its message, its signal and its orders, over a restart', async () => {
  const file = path.join(temporaryFolder(), 'journal.sqlite');
  const clock = new ManualClock(start);
  const before = new SqliteJournal(file, key, clock);
  await before.webhooks.append(row, 'refuse');
  expect(before.webhooks.unfinished()).toEqual([row]);
  await before.webhooks.append(accepted, 'go_on');
  const other = { ...row, id: 2, message: 'b', outcome: 'held' as const, machine: instant(start + SECOND) };
  await before.webhooks.append(other, 'go_on');
  before.close();

  const journal = new SqliteJournal(file, key, clock);
  const { webhooks } = journal;
  const shown = ({ machine: _machine, message: _message, answer: _answer, ...receipt }: WebhookRow) => receipt;
  expect(webhooks.newest(10)).toEqual([shown(other), shown(accepted)]);
  expect(webhooks.newest(1)).toEqual([shown(other)]);
  expect(webhooks.unfinished()).toEqual([]);
  expect(webhooks.messageOf('desk', 'a')).toEqual(accepted);
  expect(webhooks.messageOf('other', 'a')).toBeUndefined();
  expect(webhooks.entriesOf('desk', 'ESZ6')).toEqual(['hook-1-1']);
  expect(webhooks.entriesOf('desk', 'ZNZ6')).toEqual([]);
  const acted = [{ webhook: 'desk', signal: 'open_long', instrument: 'ESZ6', at: start }];
  expect(webhooks.actedOnSince(instant(start - 1))).toEqual(acted);
  expect(webhooks.actedOnSince(start)).toEqual([]);
  expect(webhooks.nextId()).toBe(3);
  journal.close();
});
