import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { traceSchema } from '../../config/trace.ts';
import { machineClock } from '../../core/clock.ts';
import { fingerprint } from '../../core/trace/fingerprint.ts';
import { Ids } from '../../core/trace/ids.ts';
import { render } from '../../core/trace/render.ts';
import type { SpanRecord } from '../../core/trace/span-record.ts';
import { openDatabase } from '../../server/journal/database.ts';
import { queriesOf } from '../../server/journal/sql.ts';
import { openTraceStore } from '../../server/trace/store.ts';
import { busy, failed, span } from '../core/trace/spans.ts';
import { emptyReader } from '../fixtures/empty-reader.ts';
import type { BenchRow } from './row.ts';
import { quantile } from './turns.ts';

const records = 5_000;
const rounds = 31;
const origin = '0123456789abcdef';

/** A call as they are: one of fifty fails, most have a few values. */
const given: readonly SpanRecord[] = Array.from({ length: records }, (_, n) => {
  const start = performance.now() * 1_000 + n;
  return { ...(n % 50 === 0 ? failed(n + 1) : n % 5 === 0 ? span(n + 1) : busy(n + 1)), start };
});

/** Calls a second from the queue to the disk, against a bare loop that writes the same rows in a thread as well; and what a call costs the main thread. */
export async function traceWriterBench(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-bench-'));
  try {
    return await compare(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(folder: string): Promise<readonly BenchRow[]> {
  const ids = new Ids(origin);
  const tracer = {
    enabled: true,
    platform: { now: () => performance.now() * 1_000, origin },
    idsOf: (record: SpanRecord) => ids.of(record),
    sink: { put(_record: SpanRecord) {} },
  };
  const store = openTraceStore({
    folder,
    tracer,
    settings: traceSchema.parse({ archive: { enabled: false } }),
    machine: machineClock,
    log: () => undefined,
    reader: emptyReader,
    rest: 0,
  });
  const bare = await bareWriter(folder);
  const ours: number[] = [];
  const peers: number[] = [];
  const busyMain: number[] = [];
  // the first rounds warm both up
  for (let round = -4; round < rounds; round += 1) {
    const begun = performance.now();
    const before = performance.eventLoopUtilization();
    for (const record of given) tracer.sink.put(record);
    await store.flush();
    const took = performance.now() - begun;
    const main = performance.eventLoopUtilization(before).active;
    const peer = await bare.write();
    if (round < 0) continue;
    ours.push(took);
    peers.push(peer);
    busyMain.push(main);
  }
  await store.close();
  await bare.close();
  const [our, its, main] = [quantile(ours, 0.5), quantile(peers, 0.5), quantile(busyMain, 0.5)];
  return [
    {
      name: 'trace writer, queue to disk',
      value: (records / our) * 1_000,
      unit: 'records/s',
      peer: 'better-sqlite3 loop in a thread, the same rows, WAL, NORMAL',
      peerValue: (records / its) * 1_000,
      ratio: its / our,
      aim: '>= 0.8',
    },
    {
      name: 'trace writer, cost to the main thread',
      value: (main / records) * 1_000,
      unit: 'µs/record',
      peer: 'writing the same rows in the main thread',
      peerValue: (its / records) * 1_000,
      ratio: its / main,
      aim: '>= 4',
    },
  ];
}

/** A thread that holds the rows and writes them in transactions of a thousand calls, when it is told to. */
async function bareWriter(folder: string) {
  const file = path.join(folder, 'bare.sqlite');
  openDatabase(file, 'trace', machineClock).close();
  const ids = new Ids(origin);
  const facts = { ids: (record: SpanRecord) => ids.of(record), thread: 0, service: 'deskbook', fingerprint };
  const rows = given
    .map((record) => render(record, { ...facts, epoch: machineClock.now() - record.start }))
    .map(({ process, data }) => ({ call: Object.values(process), values: data.map((row) => Object.values(row)) }));
  const workerFile = path.join(folder, 'bare.mjs');
  const query = queriesOf('trace');
  const sqlite = pathToFileURL(createRequire(import.meta.url).resolve('better-sqlite3')).href;
  writeFileSync(
    workerFile,
    `import { parentPort, workerData } from 'node:worker_threads';
     import Sqlite from ${JSON.stringify(sqlite)};
     const { file, rows, insertCall, insertValue } = workerData;
     const database = new Sqlite(file);
     database.pragma('journal_mode = WAL');
     database.pragma('synchronous = NORMAL');
     database.pragma('journal_size_limit = ${64 * 2 ** 20}');
     database.pragma('cache_size = ${-16 * 2 ** 10}');
     const call = database.prepare(insertCall);
     const value = database.prepare(insertValue);
     const write = database.transaction((from) => {
       for (const one of rows.slice(from, from + 1000)) {
         call.run(...one.call);
         for (const values of one.values) value.run(...values);
       }
     });
     parentPort.on('message', () => {
       const begun = performance.now();
       for (let from = 0; from < rows.length; from += 1000) write(from);
       parentPort.postMessage(performance.now() - begun);
     });`,
  );
  const workerData = { file, rows, insertCall: query('insert_process'), insertValue: query('insert_data') };
  const worker = new Worker(workerFile, { workerData });
  return {
    write: () =>
      new Promise<number>((resolve) => {
        worker.once('message', resolve);
        worker.postMessage('write');
      }),
    close: () => worker.terminate(),
  };
}
