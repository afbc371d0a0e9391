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
import { timed } from './turns.ts';

const ROUNDS = 12;

/** Appends a second, through the journal and by a bare loop with the same statement, rows, tables and durability. */
export async function journalBench(): Promise<BenchRow[]> {
  const cases: Case[] = [
    { name: 'one event a commit', callers: 1, events: 1, commits: 50 },
    { name: '100 events a commit, as a venue sends them', callers: 1, events: 100, commits: 20 },
    { name: '100 events a commit, from 100 callers', callers: 100, events: 1, commits: 20 },
  ];
  const rows: BenchRow[] = [];
  for (const one of cases) rows.push(await inFolder((folder) => compare(folder, one)));
  return rows;
}

interface Case {
  readonly name: string;
  readonly callers: number;
  /** Each caller's. */
  readonly events: number;
  readonly commits: number;
}

/** Ours and the peer take turns in short rounds, so that whatever else the machine does meets both alike. */
async function compare(folder: string, one: Case): Promise<BenchRow> {
  const journal = new SqliteJournal(path.join(folder, 'ours.sqlite'), key, machineClock);
  const database = openDatabase(path.join(folder, 'bare.sqlite'), 'journal', machineClock);
  const bare = bareWriter(database);
  let ours = 0;
  let peers = 0;
  for (let round = -1; round < ROUNDS; round += 1) {
    const commits = commitsOf(one, `${round}`);
    const rows = commits.map((callers) => callers.flat().map((entry) => orderEventRow(key, entry, machineClock.now())));
    const ourTime = await timed(async () => {
      for (const callers of commits) await Promise.all(callers.map((entries) => journal.appendOrderEvents(entries)));
    });
    const peerTime = await timed(async () => {
      for (const commit of rows) bare(commit);
    });
    // the first round warms both up
    if (round < 0) continue;
    ours += ourTime;
    peers += peerTime;
  }
  journal.close();
  database.close();
  const events = ROUNDS * one.commits * one.callers * one.events;
  return {
    name: `journal append, ${one.name}`,
    value: (events / ours) * 1_000,
    unit: 'events/s',
    peer: 'better-sqlite3 loop, WAL, FULL',
    peerValue: (events / peers) * 1_000,
    ratio: peers / ours,
    aim: '>= 0.8',
  };
}

/** What each commit's callers append. */
function commitsOf({ callers, events, commits }: Case, name: string): JournalEntry[][][] {
  const some = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
  return some(commits, (commit) =>
    some(callers, (caller) =>
      some(events, (event) => filledOrder(`${name}-${commit}-${caller}-${event}`)[1] as JournalEntry),
    ),
  );
}

function bareWriter(database: Database): (batch: readonly unknown[][]) => void {
  const insert = database.prepare(queriesOf('journal')('insert_order_event'));
  return database.transaction((batch: readonly unknown[][]) => {
    for (const row of batch) insert.run(...row);
  });
}

async function inFolder(measure: (folder: string) => Promise<BenchRow>): Promise<BenchRow> {
  const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-bench-'));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
