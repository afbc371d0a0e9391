import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { machineClock } from '../../core/clock.ts';
import { openDatabase } from '../../server/journal/database.ts';
import { SqliteJournal } from '../../server/journal/journal.ts';
import type { JournalEntry } from '../../server/journal/port.ts';
import { orderEventRow } from '../../server/journal/rows.ts';
import { queriesOf } from '../../server/journal/sql.ts';
import { filledOrder, key } from '../server/journal/entries.ts';
import type { BenchRow } from './row.ts';

const REPETITIONS = 5;

/** Appends a second, through the journal and by a bare loop with the same statement, rows, tables and durability. */
export async function journalBench(): Promise<BenchRow[]> {
  const cases = [
    { group: 1, commits: 300 },
    { group: 100, commits: 100 },
  ];
  const rows: BenchRow[] = [];
  for (const { group, commits } of cases) rows.push(await compare(group, commits));
  return rows;
}

async function compare(group: number, commits: number): Promise<BenchRow> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    const batches = batchesOf(group, commits, `${group}-${repetition}`);
    ours.push(await inFolder((folder) => ourRate(folder, batches)));
    bare.push(await inFolder((folder) => bareRate(folder, batches)));
  }
  const value = median(ours);
  const peerValue = median(bare);
  return {
    name: `journal append, ${group} ${group === 1 ? 'event' : 'events'} a commit`,
    value,
    unit: 'events/s',
    peer: 'better-sqlite3 loop, WAL, FULL',
    peerValue,
    ratio: value / peerValue,
    aim: '>= 0.8',
  };
}

/** Orders' intended and accepted events, so that both sides write to one table. */
function batchesOf(group: number, commits: number, name: string): JournalEntry[][] {
  return Array.from({ length: commits }, (_, commit) =>
    Array.from({ length: group }, (_, index) => filledOrder(`${name}-${commit}-${index}`)[1] as JournalEntry),
  );
}

/** Each event by a caller of its own, as orders come: the callers of one turn share the commit. */
async function ourRate(folder: string, batches: readonly JournalEntry[][]): Promise<number> {
  const journal = new SqliteJournal(path.join(folder, 'journal.sqlite'), key, machineClock);
  const begin = performance.now();
  for (const batch of batches) await Promise.all(batch.map((entry) => journal.appendOrderEvents([entry])));
  const rate = perSecond(batches, begin);
  journal.close();
  return rate;
}

async function bareRate(folder: string, batches: readonly JournalEntry[][]): Promise<number> {
  const database = openDatabase(path.join(folder, 'journal.sqlite'), 'journal', machineClock);
  const insert = database.prepare(queriesOf('journal')('insert_order_event'));
  const rows = batches.map((batch) => batch.map((entry) => orderEventRow(key, entry, machineClock.now())));
  const write = database.transaction((batch: readonly unknown[][]) => {
    for (const row of batch) insert.run(...row);
  });
  const begin = performance.now();
  for (const batch of rows) write(batch);
  const rate = perSecond(batches, begin);
  database.close();
  return rate;
}

const perSecond = (batches: readonly JournalEntry[][], begin: number): number =>
  batches.reduce((sum, batch) => sum + batch.length, 0) / ((performance.now() - begin) / 1_000);

async function inFolder(measure: (folder: string) => Promise<number>): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-bench-'));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
