import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { ManualClock, machineClock } from '../../../core/clock.ts';
import { instant, MILLISECOND, MINUTE, SECOND } from '../../../core/model/time.ts';
import { Printed } from '../../../core/trace/span-record.ts';
import { segmentsOf } from '../../../server/trace/spill-segments.ts';
import { failed, span } from '../../core/trace/spans.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { faultyWriter } from './faulty-writer.ts';
import { processRow } from './rows.ts';
import { readTraces, storeIn, subjectsIn, subjectsSpilled, tracerOf, until } from './stores.ts';

const some = <T>(count: number, make: (n: number) => T, first = 1): T[] =>
  Array.from({ length: count }, (_, n) => make(first + n));
const calls = (count: number, first = 1) => some(count, (n) => `call ${n}`, first);
/** Rows are of today: the thread lets old ones go. */
const now = machineClock.now();
const soon = { failures: 3, rest: 100 * MILLISECOND, successes: 2 };

function lock(folder: string) {
  const database = new Sqlite(path.join(folder, 'trace.sqlite'));
  database.exec('BEGIN IMMEDIATE');
  return () => database.close();
}

test('what was recorded while another program holds the database is written when it lets go', async () => {
  const folder = temporaryFolder();
  const { store, put, said } = storeIn(folder, { breaker: soon });
  put(span(1));
  await store.flush();
  const unlock = lock(folder);
  put(...some(1_500, (n) => span(n), 2), failed(1_502));
  await until('a write failed', () => store.state().writer.errors > 0);
  put(failed(1_503));
  expect(subjectsIn(folder)).toEqual(['call 1']);
  unlock();
  await until('all is written', () => store.state().writer.recordsWritten === 1_503);
  expect(subjectsIn(folder)).toEqual(['call 1', 'call 1502', ...calls(1_500, 2), 'call 1503']);
  expect(said[0]).toBe(
    `Traces wait in memory: Another program has locked ${path.join(folder, 'trace.sqlite')}, so it cannot be written. End that program, or its transaction.`,
  );
});

test('what was recorded while the disk is full is written when there is room', async () => {
  const folder = temporaryFolder();
  const { workerFile, fill, free } = faultyWriter(folder);
  const { store, put, said } = storeIn(folder, { breaker: soon, workerFile });
  put(span(1));
  await store.flush();
  fill();
  put(...some(2_000, (n) => span(n, { inputs: ['x'.repeat(500)] }), 2));
  await until('the breaker opened', () => store.state().breaker.opened > 0);
  expect(said[0]).toContain('The disk is full');
  expect(store.state().writer.pending + store.state().queue.normalQueueSize).toBe(2_000);
  free();
  await until('all is written', () => store.state().writer.recordsWritten === 2_001);
  expect(subjectsIn(folder)).toEqual(calls(2_001));
});

test('a database that is deleted while it is used is begun anew within a second, and nothing goes into the old one', async () => {
  const folder = temporaryFolder();
  const { store, put } = storeIn(folder);
  const file = path.join(folder, 'trace.sqlite');
  const generation = () => readTraces(folder, "SELECT value FROM meta WHERE key = 'generation'")[0];
  put(span(1));
  await store.flush();
  const before = generation();
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  put(...some(10, (n) => span(n), 2));
  await store.flush();
  expect(subjectsIn(folder)).toEqual(calls(10, 2));
  expect(generation()).not.toEqual(before);
  rmSync(file);
  await until('there is a file again', () => existsSync(file), 5_000);
  put(span(12));
  await store.flush();
  expect(subjectsIn(folder)).toEqual(['call 12']);
});

test('a file that is no database is put aside, and what was recorded goes into a new one', async () => {
  const folder = temporaryFolder();
  writeFileSync(
    path.join(folder, 'trace.sqlite'),
    'no database at all, but a text that somebody put there '.repeat(50),
  );
  const { store, put, said } = storeIn(folder);
  put(span(1));
  await store.flush();
  await until('it is written', () => store.state().writer.recordsWritten === 1);
  expect(subjectsIn(folder)).toEqual(['call 1']);
  const aside = path.join(folder, 'trace.sqlite.damaged-1');
  expect(readFileSync(aside, 'utf8')).toContain('no database at all');
  expect(said).toContain(`The database of traces is damaged. It is put aside as ${aside}, and a new one is begun.`);
});

test('a thread that ends is followed by another, which gets what had no answer, once', async () => {
  const folder = temporaryFolder();
  const { workerFile, end } = faultyWriter(folder);
  const { store, put, said } = storeIn(folder, { breaker: soon, workerFile });
  put(span(1));
  await store.flush();
  for (let round = 0; round < 3; round += 1) {
    put(...some(3_000, (n) => span(n), 2 + round * 3_000));
    await end();
  }
  await until('all is written', () => store.state().writer.pending === 0 && store.state().queue.normalQueueSize === 0);
  expect(subjectsIn(folder).sort()).toEqual(calls(9_001).sort());
  expect(said).toContain(
    'Traces wait in memory: The thread that writes traces stopped (a fault of the program); another begins.',
  );
});

test('a minute with an open breaker under load costs no error', async () => {
  const folder = temporaryFolder();
  const machine = new ManualClock(now);
  const bounds = { normal: 200, overflow: 300, errors: 100, warning: 150 };
  const { store, put } = storeIn(folder, { machine, bounds });
  put(span(1));
  await store.flush();
  const unlock = lock(folder);
  put(...some(10, (n) => span(n), 2));
  await until('the breaker opened', () => store.state().breaker.state === 'open');
  // What is on its way is bounded; beyond it the queue fills, and errors go to the spill.
  let n = 12;
  for (let second = 0; second < 60; second += 1) {
    put(...some(300, (at) => (at % 3 === 0 ? span(at) : failed(at)), n));
    n += 300;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await until('errors are spilled', () => store.state().queue.errorQueueSize <= 100);
  expect(store.state().breaker).toMatchObject({ state: 'open', opened: 1 });
  unlock();
  machine.advance(MINUTE);
  await until('all is written', () => {
    const { queue, writer } = store.state();
    return writer.pending + queue.normalQueueSize + queue.errorQueueSize === 0 && segmentsOf(folder).length === 0;
  });
  const found = subjectsIn(folder);
  const errors = some(18_000, (at) => at, 12).filter((at) => at % 3 !== 0);
  expect(found).toHaveLength(new Set(found).size);
  const places = new Set(found);
  expect(errors.filter((at) => !places.has(`call ${at}`))).toEqual([]);
  expect(store.state().queue.spilled).toBeGreaterThan(0);
  expect(found).toHaveLength(11 + 18_000 - store.state().queue.normalDropped);
});

test('a wall clock that is set is followed, and durations are as they were', async () => {
  const folder = temporaryFolder();
  let wall: number = now;
  let ran = 5_000;
  const tracer = tracerOf(() => ran);
  const { store } = storeIn(folder, { tracer, machine: { now: () => instant(wall) } });
  for (const step of [0, 3_600 * SECOND, -7_200 * SECOND]) {
    wall += step + 10_000;
    ran += 10_000;
    tracer.sink.put(span(1, { start: ran - 2_000, duration: 1.5 }));
    await store.flush();
  }
  expect(readTraces(folder, 'SELECT start_ts_us, ts, duration_ms FROM process_trace ORDER BY seq')).toEqual([
    { start_ts_us: now + 8_000, ts: now + 9_500, duration_ms: 1.5 },
    { start_ts_us: now + 3_600 * SECOND + 18_000, ts: now + 3_600 * SECOND + 19_500, duration_ms: 1.5 },
    { start_ts_us: now - 3_600 * SECOND + 28_000, ts: now - 3_600 * SECOND + 29_500, duration_ms: 1.5 },
  ]);
});

test('a record that the database refuses is set aside and costs its neighbors nothing', async () => {
  const folder = temporaryFolder();
  const { store, put, said } = storeIn(folder);
  const bad = processRow(2, { ts: now, status: 'ODD' as 'OK', process: 'odd' });
  store.take([
    { process: processRow(1, { ts: now, subject: 'good' }), data: [] },
    { process: bad, data: [] },
  ]);
  put(span(3), span(4, { duration: Number.NaN }), failed(5, { inputs: [new Printed('kept')] }));
  await store.flush();
  expect(subjectsIn(folder)).toEqual(['call 5', 'call 3', 'good']);
  const lines = readFileSync(path.join(folder, 'trace-spill', 'unreadable.ndjson'), 'utf8')
    .trim()
    .split('\n');
  expect(lines.map((line) => JSON.parse(line).reason)).toEqual([
    'NOT NULL constraint failed: process_trace.ts',
    "CHECK constraint failed: status IN ('OK', 'ERR')",
  ]);
  expect(readTraces(folder, 'SELECT process FROM processes ORDER BY process')).toEqual([
    { process: 'server/desk/desk.Desk.submit' },
  ]);
  expect(said).toEqual([
    '2 records cannot be written and are set aside in trace-spill/unreadable.ndjson; the first because NOT NULL constraint failed: process_trace.ts',
  ]);
});

test('an end while the disk fails leaves everything in the spill, and the next start writes it once, in order', async () => {
  const folder = temporaryFolder();
  const first = storeIn(folder);
  first.put(span(1));
  await first.store.flush();
  const unlock = lock(folder);
  first.put(...some(3_000, (n) => span(n), 2), failed(3_002));
  await until('a write failed', () => first.store.state().writer.errors > 0);
  first.store.log({
    ts: now,
    level: 'warn',
    message: 'said',
    fields: '{}',
    service: 'x',
    trace_id: null,
    span_id: null,
  });
  first.store.sample([{ ts: now, name: 'heap', value: 2 }]);
  await first.store.close();
  expect(subjectsSpilled(folder)).toEqual(['call 3002', ...calls(3_000, 2)]);
  unlock();
  const [file] = segmentsOf(folder);
  appendFileSync(path.join(folder, 'trace-spill', file!), '{"call":{"process":{"ts":17');
  const second = storeIn(folder);
  await until('the spill is empty', () => segmentsOf(folder).length === 0);
  expect(subjectsIn(folder)).toEqual(['call 1', 'call 3002', ...calls(3_000, 2)]);
  expect(readTraces(folder, 'SELECT message FROM logs')).toEqual([{ message: 'said' }]);
  expect(readTraces(folder, 'SELECT name, value FROM metrics')).toEqual([{ name: 'heap', value: 2 }]);
  await until('it is counted', () => second.store.state().writer.recoveredAtStart === 3_003);
  expect(second.said[0]).toBe(`The last line of ${file} in the spill of traces was cut off and is left out.`);
});

test('what is in the spill and on disk as well is written once', async () => {
  const folder = temporaryFolder();
  const first = storeIn(folder);
  first.put(...some(10, (n) => span(n)));
  await first.store.flush();
  const [note] = readTraces<{ writer: string; last: number }>(folder, 'SELECT writer, last FROM batches');
  const spilled = (id: number, subject: string) =>
    [{ batch: { writer: note!.writer, id } }, { call: { process: processRow(id, { ts: now, subject }), data: [] } }]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join('');
  await first.store.close();
  const spill = path.join(folder, 'trace-spill');
  mkdirSync(spill, { recursive: true });
  writeFileSync(
    path.join(spill, '00000000000000001-000001.ndjson'),
    `${spilled(note!.last, 'written')}${spilled(note!.last + 1, 'not written')}no record at all\n`,
  );
  storeIn(folder);
  await until('the spill is empty', () => segmentsOf(folder).length === 0);
  expect(subjectsIn(folder)).toEqual([...calls(10), 'not written']);
  expect(readFileSync(path.join(spill, 'unreadable.ndjson'), 'utf8')).toContain('"entry":"no record at all"');
  await until('notes of others are gone', () => readTraces(folder, 'SELECT * FROM batches').length === 0);
});
