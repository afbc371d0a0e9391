import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../journal/folder.ts';
import { newestTrace, rowsOf, tracesOf } from './desk-traces.ts';
import { writeDeskTraces } from './write-desk-traces.ts';

test('calls end in order, lie within those that called them, and fail with them', () => {
  let before = 0;
  for (const rows of tracesOf({ calls: 2_000 })) {
    const bySpan = new Map(rows.map(({ process }) => [process.span_id, process]));
    for (const { process } of rows) {
      expect(process.ts).toBeGreaterThanOrEqual(before);
      before = process.ts;
      const parent = bySpan.get(process.parent_span_id ?? '');
      expect(parent === undefined).toBe(process.call_depth === 0);
      if (!parent) continue;
      expect(parent.start_ts_us).toBeLessThanOrEqual(process.start_ts_us);
      expect(parent.ts).toBeGreaterThanOrEqual(process.ts);
      if (process.status === 'ERR') expect(parent.exception).toBe(process.exception);
    }
  }
  expect(Math.abs(before - newestTrace)).toBeLessThan(60_000_000);
});

test('the same options give the same rows', () => {
  expect([...rowsOf({ calls: 50 })]).toEqual([...rowsOf({ calls: 50 })]);
});

test('a file has them all', () => {
  const written = writeDeskTraces(path.join(temporaryFolder(), 'trace.sqlite'), { calls: 3_000 });
  const rows = [...rowsOf({ calls: 3_000 })];
  expect(written.calls).toBe(rows.length);
  expect(written.values).toBe(rows.reduce((count, { data }) => count + data.length, 0));
  expect(written.logs).toBeGreaterThan(50);
});
