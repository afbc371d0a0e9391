import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { machineClock } from '../../../core/clock.ts';
import { inBulk, openDatabase } from '../../../server/journal/database.ts';
import { temporaryFolder } from './folder.ts';

const NORMAL = 1;
const FULL = 2;

test('a bulk of writes is in the file itself when it resolves, and later commits are durable as before', async () => {
  const file = path.join(temporaryFolder(), 'journal.sqlite');
  const database = openDatabase(file, 'journal', machineClock);
  await inBulk(database, async () => {
    expect(database.pragma('synchronous', { simple: true })).toBe(NORMAL);
    database.prepare("INSERT INTO meta VALUES ('bulk', 'written')").run();
  });
  expect(database.pragma('synchronous', { simple: true })).toBe(FULL);
  expect(database.pragma('wal_autocheckpoint', { simple: true })).toBe(1_000);
  expect(statSync(`${file}-wal`).size).toBe(0);
  database.close();
});

test('a bulk that fails leaves the settings as they were', async () => {
  const database = openDatabase(path.join(temporaryFolder(), 'journal.sqlite'), 'journal', machineClock);
  await expect(inBulk(database, () => Promise.reject(new Error('no room')))).rejects.toThrow('no room');
  expect(database.pragma('synchronous', { simple: true })).toBe(FULL);
  database.close();
});
