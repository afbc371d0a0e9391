import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { traceSchema } from '../../config/trace.ts';
import { HOUR, instant } from '../../core/model/time.ts';
import { createAnalytics } from '../../server/analytics/client.ts';
import type { Housekeeping } from '../../server/trace/housekeeping.ts';
import { keepWithinBounds } from '../../server/trace/keep-within-bounds.ts';
import { insert, openTraces } from '../server/trace/rows.ts';
import type { BenchRow } from './row.ts';
import { tracedCall, tracedValues } from './traced-rows.ts';
import { quantile, timed } from './turns.ts';

/** 125 calls with 375 values each 25 ms: 20,000 rows a second. */
const CALLS = 125;
const EVERY_MILLISECONDS = 25;
const BATCHES = 40;
const ROUNDS = 8;
const AGAIN_MILLISECONDS = 5;
const now = Date.UTC(2026, 10, 20, 15) * 1000;

export async function traceRetentionBench(): Promise<readonly BenchRow[]> {
  return [...(await inFolder(pauses)), ...(await inFolder(copies))];
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fill(database: Database, calls: number, from: number, apart: number, withValues: boolean): void {
  for (let first = 0; first < calls; first += 10_000) {
    const rows = Array.from({ length: Math.min(10_000, calls - first) }, (_, n) => tracedCall(first + n, from, apart));
    insert(database, 'process_trace', rows);
    if (withValues) insert(database, 'data_trace', rows.flatMap(tracedValues));
  }
}

/** Milliseconds from when a batch is due until it is on disk, while old rows are deleted as the writer's thread has it, and while none are. */
async function pauses(folder: string): Promise<BenchRow[]> {
  const database = openTraces(path.join(folder, 'trace.sqlite'));
  const settings = traceSchema.parse({ keep: { hours: 1 }, archive: { enabled: false } });
  const keeper = keepWithinBounds({ database, folder, settings, log: () => undefined });
  // Twice what the rounds write, all of it too old.
  fill(database, 2 * ROUNDS * BATCHES * CALLS, now - 9 * HOUR, 1_000, true);
  const slices: number[] = [];
  const beside: number[] = [];
  const without: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    beside.push(...(await write(database, round, keeper, slices)));
    without.push(...(await write(database, round, undefined, slices)));
  }
  const whole = await timed(() =>
    database.exec('DELETE FROM data_trace WHERE seq < (SELECT max(seq) FROM data_trace)'),
  );
  database.close();
  const peer = 'the same while nothing is deleted';
  const p99 = (values: readonly number[]) => quantile(values, 0.99);
  return [
    row(
      'a batch of 500 rows of traces to disk at 20,000 rows/s while old ones are deleted, p99',
      'ms',
      p99(beside),
      peer,
      p99(without),
      '≤ +5 ms',
    ),
    row('one slice of retention, p99', 'ms', p99(slices), 'one DELETE of the values that are left', whole, '≤ 5 ms'),
  ];
}

async function write(
  database: Database,
  round: number,
  keeper: Housekeeping | undefined,
  slices: number[],
): Promise<number[]> {
  const latencies: number[] = [];
  let over = false;
  const keeping = (async () => {
    while (keeper && !over) {
      let did = 0;
      const took = await timed(() => {
        did = Number(keeper.step(instant(now)));
      });
      if (did > 0) slices.push(took);
      await pause(AGAIN_MILLISECONDS);
    }
  })();
  const began = performance.now();
  for (let batch = 0; batch < BATCHES; batch++) {
    const calls = Array.from({ length: CALLS }, (_, n) => tracedCall(round * 1e6 + batch * CALLS + n, now, 1));
    const values = calls.flatMap(tracedValues);
    const due = began + (batch + 1) * EVERY_MILLISECONDS;
    await pause(Math.max(0, due - performance.now()));
    insert(database, 'process_trace', calls);
    insert(database, 'data_trace', values);
    latencies.push(performance.now() - due);
  }
  over = true;
  await keeping;
  return latencies;
}

const query =
  'select process, count(*), avg(duration_ms), quantile_cont(duration_ms, 0.99) from process_trace group by all';

/** The first copy of a million calls, and a query over them: half of them in the archive, and all in the copy. */
async function copies(folder: string): Promise<BenchRow[]> {
  const calls = 1_000_000;
  const store = path.join(folder, 'trace.sqlite');
  const database = openTraces(store);
  fill(database, calls, now - 10 * HOUR, 36_000, false);
  const reading = await timed(() => {
    const page = database.prepare('SELECT * FROM process_trace WHERE seq > ? ORDER BY seq LIMIT 20000').raw();
    for (let after = 0; after < calls; after += 20_000) page.all(after);
  });
  const analytics = createAnalytics({ folder, environment: 'paper', run: 'bench', instruments: [] });
  const run = (sql: string) => analytics.run({ sql, params: new Map() });
  try {
    await run('select 1');
    const copying = await timed(() => run('select count(*) from process_trace'));
    const hot = await median(() => run(query));
    const settings = traceSchema.parse({ keep: { hours: 5 } });
    const keeper = keepWithinBounds({ database, folder, settings, log: () => undefined });
    const archiving = await timed(async () => {
      while (keeper.figures().archiveFiles === 0) {
        keeper.step(instant(now));
        await pause(5);
      }
    });
    const archived = keeper.figures().archivedRows;
    while (Number(keeper.step(instant(now))) > 0);
    keeper.close();
    await analytics.close();
    rmSync(path.join(folder, 'analytics.duckdb'));
    return [
      row('first copy of 1M calls into the SQL engine', 'ms', copying, 'reading them from SQLite', reading, '≤ 4x'),
      row(
        'archive of the hours that are over',
        'rows/s',
        (archived / archiving) * 1000,
        'reading rows from SQLite',
        (calls / reading) * 1000,
        '≥ 0.2x',
      ),
      await overBoth(folder, hot),
    ];
  } finally {
    await analytics.close();
    database.close();
  }
}

async function overBoth(folder: string, hot: number): Promise<BenchRow> {
  const analytics = createAnalytics({ folder, environment: 'paper', run: 'bench', instruments: [] });
  const run = (sql: string) => analytics.run({ sql, params: new Map() });
  try {
    const [[count] = []] = (await run('select count(*) from process_trace')).rows;
    if (Number(count) !== 1_000_000) throw new Error(`${count} calls are seen of 1,000,000.`);
    const both = await median(() => run(query));
    return row(
      'group by over 1M calls, half of them in the archive',
      'ms',
      both,
      'all of them in the copy',
      hot,
      '≤ 3x',
    );
  } finally {
    await analytics.close();
  }
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 9; round++) times.push(await timed(work));
  return quantile(times, 0.5);
}

const row = (name: string, unit: string, value: number, peer: string, peerValue: number, aim: string): BenchRow => ({
  name,
  value,
  unit,
  peer,
  peerValue,
  ratio: value / peerValue,
  aim,
});
