import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../config/load.ts';
import { traceSchema } from '../../config/trace.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-config-'));
  for (const file of ['desk.json', 'instruments.json']) await cp(path.join('config', file), path.join(folder, file));
});
afterEach(() => rm(folder, { recursive: true }));

const usual = traceSchema.parse({});
const written = (value: unknown) => writeFile(path.join(folder, 'trace.json'), JSON.stringify(value));

test('the shipped file says what holds without one', async () => {
  expect(traceSchema.parse(JSON.parse(await readFile('config/trace.json', 'utf8')))).toEqual(usual);
  expect((await loadConfig(folder)).trace).toEqual(usual);
});

test('a person’s own settings lie over the file', async () => {
  await written({ mask: ['trader_id'], keep: { hours: 12 }, groups: [{ match: 'lib.pricing', group: 'pricing' }] });
  await writeFile(
    path.join(folder, 'local.json'),
    JSON.stringify({ trace: { keep: { hours: 2 }, groupBy: ['verb'] } }),
  );
  expect((await loadConfig(folder)).trace).toEqual({
    ...usual,
    mask: ['trader_id'],
    keep: { ...usual.keep, hours: 2 },
    groups: [{ match: 'lib.pricing', group: 'pricing' }],
    groupBy: ['verb'],
  });
});

test.each<[what: string, value: unknown, sentence: string]>([
  ['a misspelt key', { smaple: [] }, 'trace.json: smaple is no setting. Did you mean sample?'],
  ['a misspelt key inside', { keep: { hour: 1 } }, 'trace.json: keep.hour is no setting. Did you mean hours?'],
  ['too short a time', { keep: { hours: 0.5 } }, 'trace.json: keep.hours: at least an hour is kept.'],
  [
    'too long a time',
    { keep: { hours: 200 } },
    'trace.json: keep.hours: at most a week is kept; the archive holds more.',
  ],
  ['a share that is none', { sample: [{ match: 'desk', rate: 2 }] }, 'trace.json: sample.0.rate: '],
  [
    'an expression that is none',
    { groups: [{ match: '/(/', group: 'x' }] },
    'trace.json: groups.0.match: "/(/" is no regular expression; without slashes at both ends it is a name, with * for anything.',
  ],
  [
    'a group that is none',
    { groups: [{ match: 'a', group: 'My Group' }] },
    'trace.json: groups.0.group: a group is small letters, digits and dots.',
  ],
  [
    'a grouping that is none',
    { groupBy: ['modules'] },
    'trace.json: groupBy.0: a grouping is preset, layer, verb, module.',
  ],
  [
    'a word of no letters',
    { mask: ['--'] },
    'trace.json: mask.0: a word to mask has letters or digits, at least two of them together.',
  ],
  [
    'a secret in an address',
    { export: { url: 'http://me:word@host/' } },
    'trace.json: export.url: an address begins with http:// or https:// and names no user; secrets go into the environment.',
  ],
  [
    'a secret in a header',
    { export: { headers: { Authorization: 'Bearer x' } } },
    'trace.json: export.headers.Authorization: ',
  ],
])('%s is refused with its place', async (_, value, sentence) => {
  await written(value);
  await expect(loadConfig(folder)).rejects.toThrow(sentence);
});
