import path from 'node:path';
import { expect, test } from 'vitest';
import { openTraceReader } from '../../../server/trace/reader.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { rowsOf } from './desk-traces.ts';
import { insert, openTraces, processRow } from './rows.ts';
import { writeDeskTraces } from './write-desk-traces.ts';

test('a thread of its own answers: pages, calls, traces, names', async () => {
  const file = path.join(temporaryFolder(), 'trace.sqlite');
  const reader = openTraceReader({ file });
  try {
    expect(await reader.calls({}, 5)).toEqual({ rows: [], newest: 0, searchedTo: 0 });
    const { calls, values } = writeDeskTraces(file, { calls: 500 });
    const last = [...rowsOf({ calls: 500 })].at(-1)?.process;
    const [newest] = (await reader.calls({}, 5)).rows;
    expect(newest).toEqual({ seq: calls, ...last });
    expect((await reader.data({}, 5, 100)).rows.map(({ seq }) => seq)).toEqual([99, 98, 97, 96, 95]);
    expect((await reader.data({}, 10, undefined, { after: values - 2 })).rows).toHaveLength(2);
    expect((await reader.logs({ level: 'info' }, 1)).rows).toHaveLength(1);
    expect((await reader.call(newest?.trace_id ?? '', newest?.span_id ?? ''))?.call).toEqual(newest);
    expect((await reader.trace(newest?.trace_id ?? '')).length).toBeGreaterThan(0);
    expect(await reader.traceOf('nobody')).toBeUndefined();
    expect((await reader.names()).services).toEqual(['deskbook', 'pricer']);
  } finally {
    await reader.close();
  }
  await expect(reader.names()).rejects.toThrow('The reader of the traces is closed.');
});

test('a question that nobody waits for rejects at once, and the next one is answered', async () => {
  const file = path.join(temporaryFolder(), 'trace.sqlite');
  writeDeskTraces(file, { calls: 20_000 });
  const reader = openTraceReader({ file });
  try {
    const controller = new AbortController();
    const search = reader.calls({ text: 'nowhere' }, 5, undefined, { signal: controller.signal, milliseconds: 60_000 });
    controller.abort(new Error('not wanted any more'));
    await expect(search).rejects.toThrow('not wanted any more');
    expect((await reader.calls({}, 5)).rows).toHaveLength(5);
  } finally {
    await reader.close();
  }
});

test('a trace of many calls comes whole', async () => {
  const file = path.join(temporaryFolder(), 'trace.sqlite');
  const database = openTraces(file);
  const trace_id = 'd'.repeat(32);
  const rows = Array.from({ length: 5_001 }, (_, n) => processRow(n, { trace_id }));
  insert(database, 'process_trace', rows);
  database.close();
  const reader = openTraceReader({ file });
  try {
    const found = await reader.trace(trace_id);
    expect(found.map(({ span_id }) => span_id)).toEqual(rows.map(({ span_id }) => span_id));
  } finally {
    await reader.close();
  }
});

test('a store that cannot be read is told as a sentence', async () => {
  const reader = openTraceReader({ file: temporaryFolder() });
  await expect(reader.names()).rejects.toThrow(/^The traces in .* cannot be read: /);
  await reader.close();
});
