import { rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instant } from '../../core/model/time.ts';
import { Host } from '../../server/host.ts';
import { acquireDataFolder } from '../../server/journal/data-folder.ts';
import type { ReplayChoice } from '../../server/market-choice.ts';
import { recordingFile } from '../../server/recordings/open.ts';
import type { ReplayInfo } from '../../views/wire.ts';

const first = Date.UTC(2013, 9, 7, 14, 0);
const overrides = { demo: { enabled: false } };

let folder: string;
let host: Host;
let gold: ReplayChoice;
let said: string[];

const dataFolder = () => path.join(folder, 'data');

async function ask<T>(route: string): Promise<{ status: number; body: T }> {
  const headers = { host: '127.0.0.1:4870' };
  const response = await host.fetch(new Request(`http://127.0.0.1:4870${route}`, { headers }));
  return { status: response.status, body: (await response.json()) as T };
}

const replayed = async () => (await ask<{ replay: ReplayInfo | null }>('/api/replay')).body.replay;

const recordingOf = (name: string): string => path.join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-switch-'));
  for (const [index, name] of ['gold.csv', 'silver.csv'].entries()) {
    const ticks = Array.from({ length: 20 }, (_, at) => `${first + at * 10_000},${1_320 + index},1`);
    writeFileSync(recordingOf(name), `ts_ms_utc,price,qty\n${ticks.join('\n')}\n`);
  }
  gold = { recording: recordingOf('gold.csv'), instrument: 'GCZ3', speed: 1, playing: false };
  said = [];
  const log = pino({ level: 'error' }, { write: (line: string) => said.push(JSON.parse(line).msg) });
  host = new Host({ dataFolder: dataFolder(), overrides, log });
  await (await host.open({ replay: gold })).start();
});

afterEach(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

test('two changes at once happen one after the other, and who asks meanwhile is answered by the last', async () => {
  host.switchTo({});
  host.switchTo({ replay: { ...gold, recording: recordingOf('silver.csv') } });
  const [one, two] = await Promise.all([replayed(), replayed()]);
  expect([one?.name, two?.name]).toEqual(['silver.csv', 'silver.csv']);
  expect(said).toEqual([]);
});

test('a market that does not open or start leaves the one before it', async () => {
  host.switchTo({ replay: { ...gold, recording: recordingOf('none.csv') } });
  expect(await replayed()).toMatchObject({ name: 'gold.csv', position: first });
  host.switchTo({ replay: { ...gold, from: instant((first + 86_400_000) * 1_000) } });
  expect(await replayed()).toMatchObject({ name: 'gold.csv', position: first });
  expect(said).toEqual([
    `the recording ${recordingOf('none.csv')} did not open; going back to the market before`,
    `the recording ${gold.recording} did not open; going back to the market before`,
  ]);
});

test('when neither the market nor the one before it opens, the paper market does', async () => {
  const { id } = (await replayed())!;
  rmSync(recordingFile(dataFolder(), id));
  rmSync(gold.recording);
  host.switchTo({ replay: { ...gold, recording: recordingOf('none.csv') } });
  expect((await ask('/api/health')).body).toMatchObject({ status: 'ok', environment: 'paper' });
  expect(await replayed()).toBeNull();
  expect(said).toHaveLength(2);
});

test('ending during a change frees the data folder and opens nothing more', async () => {
  host.switchTo({});
  host.switchTo({ replay: gold });
  await host.close();
  acquireDataFolder(dataFolder()).release();
  expect(await ask('/api/replay')).toEqual({
    status: 503,
    body: { error: { message: 'No market could be opened.', hint: 'The log says why. Start Deskbook again.' } },
  });
  host.switchTo({});
  expect((await ask('/api/replay')).status).toBe(503);
});
