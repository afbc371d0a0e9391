import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { traceSchema } from '../../../config/trace.ts';
import { machineClock } from '../../../core/clock.ts';
import { Ids } from '../../../core/trace/ids.ts';
import type { SpanSink } from '../../../core/trace/port.ts';
import type { SpanRecord } from '../../../core/trace/span-record.ts';
import type { TraceStore } from '../../../server/trace/port.ts';
import { segmentsOf, spillFolder } from '../../../server/trace/spill-segments.ts';
import { openTraceStore, type TraceStoreOptions } from '../../../server/trace/store.ts';
import { emptyReader } from '../../fixtures/empty-reader.ts';

const origin = '0123456789abcdef';

/** The part of a tracer that a store takes. */
export function tracerOf(now: () => number = () => performance.now() * 1_000) {
  const ids = new Ids(origin);
  const sink: SpanSink = { put() {} };
  return { enabled: true, platform: { now, origin }, idsOf: (record: SpanRecord) => ids.of(record), sink };
}

/** A store of a folder that is closed when the test ends, and its tracer. */
export function storeIn(folder: string, over: Partial<TraceStoreOptions> = {}) {
  const tracer = tracerOf();
  const said: string[] = [];
  const store: TraceStore = openTraceStore({
    folder,
    tracer,
    settings: traceSchema.parse({ archive: { enabled: false } }),
    machine: machineClock,
    log: (_level, sentence) => {
      if (!sentence.includes(' writes of traces took longer ')) said.push(sentence);
    },
    reader: emptyReader,
    rest: 0,
    ...over,
  });
  onTestFinished(() => store.close());
  const put = (...records: readonly SpanRecord[]) => {
    for (const record of records) tracer.sink.put(record);
  };
  return { store, tracer, said, put };
}

export function readTraces<Row>(folder: string, sql: string): Row[] {
  const database = new Sqlite(path.join(folder, 'trace.sqlite'), { readonly: true });
  try {
    return database.prepare<[], Row>(sql).all();
  } finally {
    database.close();
  }
}

export const subjectsIn = (folder: string): string[] =>
  existsSync(path.join(folder, 'trace.sqlite'))
    ? readTraces<{ subject: string }>(folder, 'SELECT subject FROM process_trace ORDER BY seq').map(
        (row) => row.subject,
      )
    : [];

/** Subjects of calls in the spill, in its order. */
export const subjectsSpilled = (folder: string): string[] =>
  segmentsOf(folder)
    .flatMap((file) => readFileSync(path.join(spillFolder(folder), file), 'utf8').split('\n'))
    .flatMap((line) => {
      const subject = line === '' ? undefined : JSON.parse(line).call?.process.subject;
      return subject === undefined ? [] : [subject];
    });

export async function until(what: string, holds: () => boolean, milliseconds = 60_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`It never came to pass that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
