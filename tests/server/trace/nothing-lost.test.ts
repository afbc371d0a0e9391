import path from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MILLISECOND } from '../../../core/model/time.ts';
import { segmentsOf } from '../../../server/trace/spill-segments.ts';
import { failed, span } from '../../core/trace/spans.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { faultyWriter } from './faulty-writer.ts';
import { storeIn, subjectsIn, subjectsSpilled, until } from './stores.ts';

type Deed = { readonly put: number } | 'lock' | 'unlock' | 'fill' | 'free' | 'end' | 'flush' | 'wait';

const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ put: fc.integer({ min: 1, max: 400 }) }) },
    { weight: 5, arbitrary: fc.constantFrom<Deed[]>('lock', 'unlock', 'fill', 'free', 'end', 'flush', 'wait') },
  ),
  { minLength: 3, maxLength: 14 },
);

test('every error is found in the database or the spill, once, whatever happened', { timeout: 120_000 }, async () => {
  const law = fc.asyncProperty(deeds, async (history) => {
    const folder = temporaryFolder();
    const { workerFile, fill, free, end } = faultyWriter(folder);
    const breaker = { failures: 2, rest: 20 * MILLISECOND, successes: 1 };
    const bounds = { normal: 100, overflow: 50, errors: 60, warning: 90 };
    const { store, put } = storeIn(folder, { workerFile, breaker, bounds });
    put(span(1));
    await store.flush();
    let locked: Sqlite.Database | undefined;
    let n = 1;
    for (const deed of history) {
      if (deed === 'lock' && locked === undefined) {
        locked = new Sqlite(path.join(folder, 'trace.sqlite'));
        locked.exec('BEGIN IMMEDIATE');
      } else if (deed === 'unlock') locked = void locked?.close();
      else if (deed === 'fill') fill();
      else if (deed === 'free') free();
      else if (deed === 'end' && locked === undefined) await end();
      else if (deed === 'flush') await store.flush();
      else if (deed === 'wait') await new Promise((resolve) => setTimeout(resolve, 30));
      else if (typeof deed === 'object')
        for (let more = 0; more < deed.put; more += 1) put(++n % 2 === 0 ? failed(n) : span(n));
    }
    const { normalDropped } = store.state().queue;
    await store.close();
    locked?.close();
    // Before the next start a batch may be in both; that start reads the spill and leaves out what is on disk.
    const before = new Set([...subjectsIn(folder), ...subjectsSpilled(folder)]);
    free();
    const next = storeIn(folder);
    await until('the spill is empty', () => segmentsOf(folder).length === 0);
    await next.store.close();
    const found = subjectsIn(folder);
    expect(found).toHaveLength(new Set(found).size);
    expect(found.length).toBe(n - normalDropped);
    const there = new Set(found);
    for (let error = 2; error <= n; error += 2) {
      expect(before.has(`call ${error}`)).toBe(true);
      expect(there.has(`call ${error}`)).toBe(true);
    }
  });
  // Four at a time: a locked database and a breaker that rests are waited for.
  await Promise.all(Array.from({ length: 4 }, () => fc.assert(law, { numRuns: 3 })));
});
