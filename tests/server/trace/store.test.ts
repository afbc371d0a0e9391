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
