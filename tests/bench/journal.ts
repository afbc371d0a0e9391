import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { machineClock } from '../../core/clock.ts';
import { openDatabase } from '../../server/journal/database.ts';
import { SqliteJournal } from '../../server/journal/journal.ts';
import type { JournalEntry } from '../../server/journal/port.ts';
import { orderEventRow } from '../../server/journal/rows.ts';
import { queriesOf } from '../../server/journal/sql.ts';
import { filledOrder, key } from '../server/journal/entries.ts';
import type { BenchRow } from './row.ts';

const ROUNDS = 12;

/** Appends a second, through the journal and by a bare loop with the same statement, rows, tables and durability. */
export async function journalBench(): Promise<BenchRow[]> {
  const cases = [
    { group: 1, commits: 50 },
    { group: 100, commits: 20 },
  ];
  const rows: BenchRow[] = [];
  for (const { group, commits } of cases) rows.push(await inFolder((folder) => compare(folder, group, commits)));
  return rows;
}

/** Ours and the peer take turns in short rounds, so that whatever else the machine does meets both alike. */
async function compare(folder: string, group: number, commits: number): Promise<BenchRow> {
  const journal = new SqliteJournal(path.join(folder, 'ours.sqlite'), key, machineClock);
  const database = openDatabase(path.join(folder, 'bare.sqlite'), 'journal', machineClock);
  const bare = bareWriter(database);
  let ours = 0;
  let peers = 0;
  for (let round = -1; round < ROUNDS; round += 1) {
    const batches = batchesOf(group, commits, `${group}-${round}`);
    const rows = batches.map((batch) => batch.map((entry) => orderEventRow(key, entry, machineClock.now())));
    const ourTime = await timed(async () => {
      for (const batch of batches) await Promise.all(batch.map((entry) => journal.appendOrderEvents([entry])));
    });
    const peerTime = await timed(async () => {
      for (const batch of rows) bare(batch);
    });
    // the first round warms both up
    if (round < 0) continue;
    ours += ourTime;
    peers += peerTime;
  }
  journal.close();
  database.close();
  const events = ROUNDS * commits * group;
  return {
    name: `journal append, ${group} ${group === 1 ? 'event' : 'events'} a commit`,
    value: events / ours,
    unit: 'events/s',
    peer: 'better-sqlite3 loop, WAL, FULL',
    peerValue: events / peers,
    ratio: peers / ours,
    aim: '>= 0.8',
  };
}

/** Each event by a caller of its own in ours, as orders come: the callers of one turn share the commit. */
function batchesOf(group: number, commits: number, name: string): JournalEntry[][] {
  return Array.from({ length: commits }, (_, commit) =>
    Array.from({ length: group }, (_, index) => filledOrder(`${name}-${commit}-${index}`)[1] as JournalEntry),
  );
}

function bareWriter(database: Database): (batch: readonly unknown[][]) => void {
  const insert = database.prepare(queriesOf('journal')('insert_order_event'));
  return database.transaction((batch: readonly unknown[][]) => {
    for (const row of batch) insert.run(...row);
  });
}

/** Seconds. */
async function timed(work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1_000;
}

async function inFolder(measure: (folder: string) => Promise<BenchRow>): Promise<BenchRow> {
  const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-bench-'));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
