import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '../../config/load.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-venues-'));
  await cp('config', folder, { recursive: true, filter: (file) => !file.endsWith('.ts') });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const tt = { kind: 'tt', instruments: ['ZN'], environments: { simulator: {} } };
const loaded = async (venues: unknown) => {
  await writeFile(path.join(folder, 'venues.json'), JSON.stringify(venues));
  return loadConfig(folder);
};

it('venues are in their simulator and stay armed for eight hours, where nothing else is said', async () => {
  expect((await loaded({ tt })).venues.tt).toMatchObject({
    environment: 'simulator',
    armedMinutes: 480,
    credentials: {},
  });
});

it('a contract may stand in the place of its product', async () => {
  expect((await loaded({ tt: { ...tt, instruments: ['ZNH7', 'ES'] } })).venues.tt?.instruments).toEqual(['ZNH7', 'ES']);
});

it.each([
  [{ tt: { ...tt, instruments: ['ZX'] } }, 'venues.json: tt.instruments: instruments.json has no "ZX".'],
  [{ tt: { ...tt, instruments: ['ZNF7'] } }, 'instruments.json has no "ZNF7".'],
  [{ TT: tt }, 'a venue is named by small letters, digits and underscores, at most 16'],
  [{ tt: { ...tt, environment: 'LIVE' } }, 'environments has nothing of this environment'],
  [{ tt: { ...tt, enviroment: 'LIVE' } }, 'tt.enviroment is no setting. Did you mean environment?'],
  [
    { tt: { ...tt, credentials: { LIVE: { appKey: 'my secret!' } } } },
    'tt.credentials.LIVE.appKey: name a variable of the environment.',
  ],
])('%j is told with its path', async (venues, sentence) => {
  await expect(loaded(venues)).rejects.toThrow(sentence);
});
