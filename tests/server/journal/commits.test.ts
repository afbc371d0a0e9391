import path from 'node:path';
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { GroupCommit, type Write } from '../../../server/journal/commits.ts';
import { openDatabase } from '../../../server/journal/database.ts';
import { JournalUnavailable } from '../../../server/journal/fault.ts';
import { start } from './entries.ts';
import { temporaryFolder } from './folder.ts';

function opened() {
  const file = path.join(temporaryFolder(), 'journal.sqlite');
  const machine = new ManualClock(start);
  const database = openDatabase(file, 'journal', machine);
  database.exec('CREATE TABLE notes (seq INTEGER PRIMARY KEY, text TEXT UNIQUE)');
  const insert = database.prepare('INSERT INTO notes (text) VALUES (?)');
  const probe = database.prepare("INSERT OR REPLACE INTO meta VALUES ('disk_back', ?)");
  const commits = new GroupCommit(database, machine, (at) => probe.run(String(at)));
  onTestFinished(() => void database.close());
  const note = (text: string, meanwhile?: Write['meanwhile']) =>
    commits.add({ run: () => insert.run(text), ...(meanwhile ? { meanwhile } : {}) });
  const notes = () => database.prepare('SELECT text FROM notes ORDER BY seq').pluck().all();
  return { file, database, commits, note, notes };
}

const fill = (database: Database) =>
  database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`);
const free = (database: Database) => database.pragma('max_page_count = 1000000');
const back = (commits: GroupCommit) =>
  new Promise<void>((resolve) => {
    commits.onFault(() => {
      if (!commits.fault) resolve();
    });
  });
const large = (name: string) => name + 'x'.repeat(20_000);

test('on a full disk a request is refused, and what may not be lost is written in order once there is space', async () => {
  const { file, database, commits, note, notes } = opened();
  await note('before');
  fill(database);
  const first = note(large('first'), 'wait');
  await expect(note(large('order'))).rejects.toThrow(
    new JournalUnavailable('full', `The disk is full, so ${file} cannot be written. Free some space on it.`),
  );
  const second = note('second', 'wait');
  await note('noted of a request', 'go_on');
  await expect(note('small')).rejects.toThrow('The disk is full');
  expect(commits.fault).toMatchObject({ kind: 'full', since: start, waiting: 3 });
  expect(notes()).toEqual(['before']);
  const again = back(commits);
  free(database);
  await Promise.all([again, first, second]);
  expect(commits.fault).toBeUndefined();
  expect(notes()).toEqual(['before', large('first'), 'second', 'noted of a request']);
  await note('after');
  expect(notes()).toHaveLength(5);
});

test('while another program holds the lock everything else goes on, and it is noticed when the lock is gone', async () => {
  const { file, commits, note, notes } = opened();
  const other = new Sqlite(file);
  other.exec('BEGIN EXCLUSIVE');
  await expect(note('order')).rejects.toThrow(
    `Another program has locked ${file}, so it cannot be written. End that program, or its transaction.`,
  );
  expect(commits.fault).toMatchObject({ kind: 'locked', waiting: 0 });
  const again = back(commits);
  other.exec('ROLLBACK');
  other.close();
  await again;
  await note('order');
  expect(notes()).toEqual(['order']);
});

test('a row that is wrong by itself costs neither what waits beside it nor the order of it', async () => {
  const { database, commits, note, notes } = opened();
  fill(database);
  const kept = ['one', 'one', 'two'].map((text) => note(large(text), 'wait'));
  await expect(note('order')).rejects.toThrow('The disk is full');
  free(database);
  const outcomes = await Promise.allSettled(kept);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(commits.fault).toBeUndefined();
  expect(notes()).toEqual([large('one'), large('two')]);
});

test('a process that ends tries once more and then says how much is lost', async () => {
  const { database, commits, note, notes } = opened();
  fill(database);
  const kept = note(large('kept'), 'wait');
  await expect(note('order')).rejects.toThrow('The disk is full');
  const lost = expect(kept).rejects.toThrow('Deskbook ended before it could be, and 1 writes are lost');
  commits.close();
  await lost;
  free(database);
  expect(notes()).toEqual([]);
});
