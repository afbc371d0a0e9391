import { expect, test } from 'vitest';
import { knownSources } from '../../../server/analytics/known-sources.ts';
import type { SourceInfo } from '../../../server/analytics/port.ts';
import { sources as declared } from '../../../server/analytics/sources.ts';

const counted: readonly SourceInfo[] = [{ name: 'fills', about: 'x', columns: [], rows: 7, imported: false }];
const never = new Promise<never>(() => undefined);

test('before the engine has answered, what is declared is listed', async () => {
  const list = await knownSources({ sources: () => never }, 1)();
  expect(list.map(({ name }) => name)).toEqual(declared.map(({ name }) => name));
  expect(list.every(({ rows }) => rows === undefined)).toBe(true);
});

test('an answer in time is what is listed, and the last one while the next is late', async () => {
  const answers = [Promise.resolve(counted), never];
  const list = knownSources({ sources: () => answers.shift()! }, 1);
  expect(await list()).toEqual(counted);
  expect(await list()).toEqual(counted);
});

test('an engine that fails is an error of the page that asked', async () => {
  const list = knownSources({ sources: () => Promise.reject(new Error('the engine stopped')) }, 1_000);
  await expect(list()).rejects.toThrow('the engine stopped');
});
