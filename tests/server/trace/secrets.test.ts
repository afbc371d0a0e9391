import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serializersWith } from '../../../core/trace/serialize/serializer.ts';
import { recording } from '../../core/trace/recording.ts';
import { type Secretive, secretive, secretText, telltale } from '../../core/trace/secrets.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { readTraces, storeIn } from './stores.ts';

const { tracer } = recording({ serializer: serializersWith([]) });

const keep = tracer.monitor((value: unknown, _again: unknown) => value, { name: 'desk.keep' });
const later = tracer.monitor(async (value: unknown) => value, { name: 'desk.later', capture: { inputs: 'reference' } });
const login = tracer.monitor(
  (user: string, password: string, ...account: string[]) => user + password.length + account.length,
  {
    name: 'desk.login',
    parameters: ['user', 'password', 'account'],
  },
);
const fail = tracer.monitor(
  (message: string, cause: unknown): never => {
    throw Object.assign(new Error(message, { cause }), { errors: [new Error(message), cause] });
  },
  { name: 'desk.fail', about: (message) => message },
);

const samples: readonly Secretive[] = fc.sample(secretive, { numRuns: 150, seed: 17 });
const texts = fc.sample(secretText, { numRuns: 150, seed: 18 });

async function callAll(): Promise<void> {
  for (const [index, { value }] of samples.entries()) {
    const { text } = texts[index]!;
    keep(value, [value]);
    await later(value);
    login('joe', `${telltale}word`, `${telltale}one`);
    expect(() => fail(text, value)).toThrow();
    tracer.span('desk.span', { subject: text, inputs: { value, token: `${telltale}token` } }, () => text);
  }
}

/** Where a piece of a secret stands in the files of a folder. */
function leaks(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.flatMap((entry) => {
    const bytes = readFileSync(path.join(entry.parentPath, entry.name));
    const at = bytes.indexOf(telltale);
    return at < 0 ? [] : [`${entry.name}: ${bytes.subarray(Math.max(0, at - 200), at + 100).toString('latin1')}`];
  });
}

test('no byte of the store has anything of a secret', async () => {
  const folder = temporaryFolder();
  const { store } = storeIn(folder, { tracer });
  await callAll();
  await store.flush();
  expect(leaks(folder)).toEqual([]);
  await store.close();
  expect(leaks(folder)).toEqual([]);
  expect(readTraces(folder, 'SELECT count(*) AS n FROM process_trace')).toEqual([{ n: samples.length * 5 }]);
});

test('nor has the spill', async () => {
  const folder = temporaryFolder();
  const { store } = storeIn(folder, { tracer, rest: 60_000 });
  await callAll();
  store.spillNow();
  expect(leaks(folder)).toEqual([]);
});
