import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../config/load.ts';
import { spotsSchema, usualSpots } from '../../config/spots.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-config-'));
  for (const file of ['desk.json', 'instruments.json']) await cp(path.join('config', file), path.join(folder, file));
});
afterEach(() => rm(folder, { recursive: true }));

const usual = usualSpots.usual;
const settings = (sources: object[]) => ({ ...usualSpots, instruments: { ZN: sources } });
const written = (value: unknown) => writeFile(path.join(folder, 'spots.json'), JSON.stringify(value));

test('the shipped file is what counts without one', async () => {
  expect(spotsSchema.parse(JSON.parse(await readFile('config/spots.json', 'utf8')))).toEqual(
    spotsSchema.parse(usualSpots),
  );
  expect((await loadConfig(folder)).spots).toEqual(spotsSchema.parse(usualSpots));
});

test('a person’s own settings lie over the file, and paths start from their folder', async () => {
  const spots = { instruments: { ZN: [{ from: 'file', path: 'zn.txt', oldAfterSeconds: 5 }] } };
  await writeFile(path.join(folder, 'local.json'), JSON.stringify({ spots }));
  const { instruments, usual: order } = (await loadConfig(folder)).spots;
  expect(instruments).toEqual({
    ZN: [{ from: 'file', path: path.join(folder, 'zn.txt'), oldAfterSeconds: 5, everySeconds: 1 }],
  });
  expect(order).toHaveLength(usual.length);
});

const http = { from: 'http', address: 'http://127.0.0.1/', oldAfterSeconds: 5 };

test.each<[string, unknown, string]>([
  [
    'an unknown instrument',
    { ...usualSpots, instruments: { ZQQ: usual } },
    'spots.json: instruments.ZQQ: instruments.json has no "ZQQ".',
  ],
  [
    'a misspelt key',
    settings([{ ...http, adress: 'x' }]),
    'spots.json: instruments.ZN.0.adress is no setting. Did you mean address?',
  ],
  [
    'a user in an address',
    settings([{ ...http, address: 'http://me:word@host/' }]),
    'instruments.ZN.0.address: an address begins with http:// or https:// and names no user; secrets go into headers.',
  ],
  ['another protocol', settings([{ ...http, address: 'file:///etc/passwd' }]), 'an address begins with http://'],
  [
    'a secret in a header',
    settings([{ ...http, headers: { Authorization: 'hush' } }]),
    'instruments.ZN.0.headers.Authorization: ',
  ],
  [
    'two places',
    settings([{ ...http, pointer: '/a', column: 'b' }]),
    'a price is at a pointer or in a column, and where needs a column',
  ],
  ['one name twice', settings([http, http]), 'instruments.ZN: two sources have one name.'],
  ['a style that is none', settings([{ ...http, style: 'tt9' }]), 'There is no price style "tt9"'],
  ['no source', settings([]), 'instruments.ZN: an instrument has at least one source.'],
])('%s is refused with its place', async (_, value, sentence) => {
  await written(value);
  await expect(loadConfig(folder)).rejects.toThrow(sentence);
});

test('a contract may have sources of its own', async () => {
  await written({ ...usualSpots, instruments: { ZNH7: [http] } });
  expect(Object.keys((await loadConfig(folder)).spots.instruments)).toEqual(['ZNH7']);
});
