import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { busy, failed, span, submit } from '../../core/trace/spans.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { readTraces, storeIn, subjectsIn, subjectsSpilled, until } from './stores.ts';

const some = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n + 1));

test('five calls come to disk by themselves, with their values', async () => {
  const folder = temporaryFolder();
  const { store, put } = storeIn(folder);
  put(...some(5, busy));
  await until('five calls are written', () => store.state().writer.recordsWritten === 5);
  expect(readTraces(folder, 'SELECT count(*) AS n FROM process_trace')).toEqual([{ n: 5 }]);
  expect(readTraces(folder, 'SELECT count(*) AS n FROM data_trace')).toEqual([{ n: 20 }]);
  expect(readTraces(folder, 'SELECT data, data_type, data_value FROM data_trace ORDER BY seq LIMIT 4')).toEqual([
    { data: 'side', data_type: 'INPUT', data_value: '"buy"' },
    { data: 'quantity', data_type: 'INPUT', data_value: '1' },
    { data: 'options', data_type: 'INPUT', data_value: '{urgent: true}' },
    { data: 'result', data_type: 'OUTPUT', data_value: '"T-1"' },
  ]);
  expect(readTraces(folder, 'SELECT process, process_group, parameters, place, source FROM processes')).toEqual([
    {
      process: submit.name,
      process_group: submit.group,
      parameters: '["side","quantity","options"]',
      place: submit.place,
      source: submit.source,
    },
  ]);
});

test('ten calls and an end at once are all on disk, errors first', async () => {
  const folder = temporaryFolder();
  const { store, put } = storeIn(folder, { rest: 60_000 });
  put(...some(9, span), failed(10));
  await store.close();
  expect(subjectsIn(folder)).toEqual(['call 10', ...some(9, (n) => `call ${n}`)]);
  expect(subjectsSpilled(folder)).toEqual([]);
});

test('five callers that each write ten times, one call at a time, leave fifty rows', async () => {
  const folder = temporaryFolder();
  const { store, put } = storeIn(folder);
  const caller = async (first: number) => {
    for (let n = first; n < first + 10; n += 1) {
      put(span(n));
      await store.flush();
    }
  };
  await Promise.all([1, 11, 21, 31, 41].map(caller));
  expect(subjectsIn(folder).sort()).toEqual(some(50, (n) => `call ${n}`).sort());
  expect(store.state().writer).toMatchObject({ recordsWritten: 50, rowsWritten: 50, errors: 0, pending: 0 });
});

test('who follows calls is told as they leave the queue, and who follows rows once they are on disk', async () => {
  const folder = temporaryFolder();
  const { store, put, said } = storeIn(folder);
  const drained: number[] = [];
  let written = 0;
  store.onDrained(() => {
    throw new Error('a fault of a listener');
  });
  const stop = store.onDrained((records) => drained.push(...records.map((record) => record.span)));
  store.onWritten(() => {
    written = subjectsIn(folder).length;
  });
  put(span(1), failed(2));
  store.sample([{ ts: 1, name: 'heap', value: 2 }]);
  await until('rows are told', () => written === 2);
  stop();
  put(span(3));
  await store.flush();
  expect(drained).toEqual([2, 1]);
  expect(said).toContain('What follows traces failed: a fault of a listener');
});

test('a store that is closed gives the tracer back and takes nothing more', async () => {
  const folder = temporaryFolder();
  const { store, tracer, put } = storeIn(folder, { rest: 60_000 });
  const sink = tracer.sink;
  await store.close();
  expect(tracer.sink).not.toBe(sink);
  put(span(1));
  store.log({ ts: 1, level: 'info', message: 'late', fields: '{}', service: 'x', trace_id: null, span_id: null });
  expect(store.state().queue.normalEnqueued).toBe(0);
  await store.close();
  store.spillNow();
  expect(readdirSync(folder)).toEqual([]);
});
