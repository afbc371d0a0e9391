import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { machineClock } from '../../../core/clock.ts';
import { MILLISECOND } from '../../../core/model/time.ts';
import { readSegment } from '../../../server/trace/read-segment.ts';
import { segmentEntries } from '../../../server/trace/segment-entries.ts';
import { Spill } from '../../../server/trace/spill.ts';
import { type SpillLine, segmentsOf, spillFolder } from '../../../server/trace/spill-segments.ts';
import { failed, span } from '../../core/trace/spans.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { storeIn, subjectsIn, until } from './stores.ts';

const metric = (value: number, name = 'heap'): SpillLine => ({ metric: { ts: 1, name, value } });

test('segments are bounded, ascend by name, and are told once when they end', async () => {
  const folder = temporaryFolder();
  const spill = new Spill(folder, 17);
  const long = 'x'.repeat(3_000_000);
  for (let n = 1; n <= 5; n += 1) spill.append([metric(n, long)]);
  await spill.sync();
  const [first = '', second = ''] = segmentsOf(folder);
  expect([first, second]).toEqual(['00000000000000017-000001.ndjson', '00000000000000017-000002.ndjson']);
  expect(spill.endSegment()).toEqual([first, second]);
  expect(spill.endSegment()).toEqual([]);
  const values = [first, second].map((file) =>
    readSegment(path.join(spillFolder(folder), file)).lines.map(
      (line) => line && 'metric' in line && line.metric.value,
    ),
  );
  expect(values).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
  expect(segmentsOf(path.join(folder, 'nowhere'))).toEqual([]);
});

test('a segment is read however it lies there', () => {
  const file = path.join(temporaryFolder(), 'segment.ndjson');
  const lines = [
    JSON.stringify(metric(1)),
    'no record',
    '{"metric":{"ts":"late"}}',
    JSON.stringify(metric(2)),
    '{"metr',
  ];
  writeFileSync(file, lines.join('\n'));
  expect(readSegment(file)).toEqual({
    lines: [metric(1), undefined, undefined, metric(2)],
    unreadable: [
      { reason: `line 2 of ${file} is no record`, entry: 'no record' },
      { reason: `line 3 of ${file} is no record`, entry: '{"metric":{"ts":"late"}}' },
    ],
    torn: true,
  });
});

test('what belongs to a batch on disk is left out, and only that', () => {
  const lines: SpillLine[] = [
    metric(1),
    { batch: { writer: 'a', id: 7 } },
    metric(2),
    { batch: { writer: 'a', id: 8 } },
    metric(3),
    { batch: { writer: 'b', id: 1 } },
    metric(4),
    { batch: null },
    metric(5),
  ];
  const segment = { lines, unreadable: [], torn: false };
  const last = new Map([['a', 7]]);
  const kept = segmentEntries(segment, (writer) => last.get(writer) ?? 0);
  expect(kept).toEqual([metric(1), metric(3), metric(4), metric(5)]);
});

test('where neither the database nor the spill can be written, errors wait in memory and a flush says so', async () => {
  const folder = temporaryFolder();
  const bounds = { errors: 50, normal: 10_000 };
  const { store, put } = storeIn(folder, {
    bounds,
    breaker: { failures: 1, rest: 50 * MILLISECOND, successes: 1 },
  });
  put(span(1));
  await store.flush();
  writeFileSync(spillFolder(folder), 'a file where a folder should be');
  const locked = new Sqlite(path.join(folder, 'trace.sqlite'));
  locked.exec('BEGIN IMMEDIATE');
  put(...Array.from({ length: 9_000 }, (_, n) => failed(n + 2)));
  await expect(store.flush()).rejects.toThrow(/EEXIST|ENOTDIR/);
  expect(store.state().queue.errorDropped).toBe(0);
  locked.close();
  await until('all is written', () => store.state().writer.recordsWritten === 9_001);
  expect(subjectsIn(folder)).toHaveLength(9_001);
});

test('a segment that cannot be deleted is written once all the same', async () => {
  const folder = temporaryFolder();
  const name = '00000000000000001-000001.ndjson';
  mkdirSync(spillFolder(folder));
  const at = machineClock.now();
  const line = `${JSON.stringify({ metric: { ts: at, name: 'heap', value: 1 } })}\n`;
  writeFileSync(path.join(spillFolder(folder), name), line);
  const first = storeIn(folder);
  await until('it is recovered', () => first.store.state().writer.recoveredAtStart === 1);
  await first.store.close();
  expect(segmentsOf(folder)).toEqual([]);
  // As a kill between the commit and the deletion leaves it.
  const database = new Sqlite(path.join(folder, 'trace.sqlite'));
  database.prepare('INSERT INTO batches VALUES (?, 1)').run(`spill ${name}`);
  writeFileSync(path.join(spillFolder(folder), name), line);
  storeIn(folder);
  await until('the segment is gone', () => segmentsOf(folder).length === 0);
  expect(database.prepare('SELECT count(*) AS n FROM metrics').get()).toEqual({ n: 1 });
  database.close();
});
