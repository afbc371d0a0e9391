import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { trace } from '../../cells/trace/index.ts';
import { frames } from '../../cells/trace/server.ts';
import { type Instant, instant, MILLISECOND } from '../../core/model/time.ts';
import type { TraceReader } from '../../core/trace/query.ts';
import { traceRoutes } from '../../server/routes/traces.ts';
import { openTraceReader } from '../../server/trace/reader.ts';
import { contextOf } from '../cells/live-topics.ts';
import { newestTrace } from '../server/trace/desk-traces.ts';
import { writeDeskTraces } from '../server/trace/write-desk-traces.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

/** Calls in the store; `DESKBOOK_BENCH_TRACES` says how many where the disk has no three gigabytes to spare. */
const calls = Number(process.env.DESKBOOK_BENCH_TRACES ?? 5_000_000);
const ROUNDS = 5;

/** What a person waits for over a store of five million calls and their values, beside the bare query that reads the same rows. */
export async function traceCellBench(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-bench-'));
  const file = path.join(folder, 'trace.sqlite');
  const written = writeDeskTraces(file, { calls, every: 4 * MILLISECOND });
  const reader = openTraceReader({ file });
  const bare = new Sqlite(file, { readonly: true });
  try {
    return await compare(
      reader,
      bare,
      `${(written.values / 1e6).toFixed(1)}M values`,
      `${(written.calls / 1e6).toFixed(1)}M calls`,
    );
  } finally {
    bare.close();
    await reader.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Case {
  readonly name: string;
  readonly ours: () => Promise<unknown>;
  readonly bare: () => unknown;
  readonly rounds: number;
  readonly aim: string;
}

async function compare(
  reader: TraceReader,
  bare: Sqlite.Database,
  values: string,
  ofCalls: string,
): Promise<BenchRow[]> {
  const all = (sql: string, ...bound: unknown[]) => bare.prepare(sql).all(...bound);
  const app = traceRoutes(reader);
  const paint = async (body: object) => {
    const props = trace.props.parse(body);
    const clock = { now: () => newestTrace };
    for await (const value of frames(props, contextOf({}, 1, undefined, reader), clock)) return value;
    return undefined;
  };
  const newest = 'SELECT * FROM data_trace ORDER BY seq DESC LIMIT 100';
  // one in the middle of the store, in time and in order
  const [middle] = all('SELECT * FROM process_trace WHERE seq = (SELECT max(seq) / 2 FROM process_trace)') as {
    trace_id: string;
    span_id: string;
    ts: number;
  }[];
  const { trace_id = '', span_id = '', ts = 0 } = middle ?? {};
  const near: Instant = instant(ts);
  const matches = 'process LIKE @text OR data LIKE @text OR data_value LIKE @text OR exception LIKE @text';
  const nothing = `SELECT * FROM data_trace WHERE ${matches} ORDER BY seq DESC LIMIT 100`;
  const errors = "SELECT * FROM process_trace WHERE status = 'ERR' ORDER BY seq DESC LIMIT 100";
  const whole = 'SELECT * FROM process_trace WHERE trace_id = ? ORDER BY start_ts_us';
  const cases: Case[] = [
    { name: `first paint ever, ${values}`, ours: () => paint({}), bare: () => all(newest), rounds: 1, aim: '< 250 ms' },
    { name: `first paint, ${values}`, ours: () => paint({}), bare: () => all(newest), rounds: ROUNDS, aim: '< 50 ms' },
    {
      name: `first paint of errors, ${ofCalls}`,
      ours: () => paint({ rows: 'calls', status: 'ERR' }),
      bare: () => all(errors),
      rounds: ROUNDS,
      aim: '< 50 ms',
    },
    {
      name: `page of 200 over HTTP, from the middle of ${values}`,
      ours: async () => (await app.request(`/api/traces?limit=200&to=${ts}`)).text(),
      bare: () => JSON.stringify(all('SELECT * FROM data_trace WHERE ts < ? ORDER BY ts DESC LIMIT 200', ts)),
      rounds: ROUNDS,
      aim: '< 100 ms',
    },
    {
      name: `text that is nowhere in ${values}`,
      ours: () => untilSearched(reader),
      bare: () => bare.prepare(nothing).all({ text: '%nowhere at all%' }),
      rounds: 3,
      aim: '>= 0.5',
    },
    {
      name: 'a call with its values, near its instant',
      ours: () => reader.call(trace_id, span_id, near),
      bare: () => all('SELECT * FROM process_trace WHERE ts = ? AND span_id = ?', ts, span_id),
      rounds: ROUNDS,
      aim: '< 50 ms',
    },
    {
      name: 'a whole trace, near its instant',
      ours: () => reader.trace(trace_id, near),
      bare: () => all(whole, trace_id),
      rounds: ROUNDS,
      aim: '>= 5',
    },
    {
      name: 'a whole trace, nobody knows when',
      ours: () => reader.trace(trace_id),
      bare: () => all(whole, trace_id),
      rounds: 3,
      aim: '>= 0.5',
    },
  ];
  const rows: BenchRow[] = [];
  for (const one of cases) rows.push(await measured(one));
  return rows;
}

/** Every page of a search that finds nothing. */
async function untilSearched(reader: TraceReader): Promise<void> {
  let before: number | undefined;
  do ({ before } = await reader.data({ text: 'nowhere at all' }, 100, before));
  while (before !== undefined);
}

async function measured({ name, ours, bare, rounds, aim }: Case): Promise<BenchRow> {
  const [value = Number.NaN, peerValue = Number.NaN] = await inTurns(rounds, [ours, bare], rounds > 1 ? 1 : 0);
  return {
    name: `trace, ${name}`,
    value,
    unit: 'ms',
    peer: 'better-sqlite3 query in the asking thread',
    peerValue,
    ratio: peerValue / value,
    aim,
  };
}
