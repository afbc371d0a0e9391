import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Host } from '../../server/host.ts';
import type { ReplayInfo } from '../../views/wire.ts';

const first = Date.UTC(2013, 9, 7, 14, 0);
const minute = 60_000;

/** One trade each ten seconds for half an hour, ten minutes of nothing, and one trade more; prices walk up and down by a dime. */
const ticks = [
  ...Array.from({ length: 180 }, (_, index) => [first + index * 10_000, 1_320 + (index % 20) / 10, 1 + (index % 3)]),
  [first + 40 * minute, 1_325, 7],
];

let folder: string;
let host: Host;
const origin = 'http://127.0.0.1:4870';

async function ask<T>(method: string, route: string, body?: unknown): Promise<{ status: number; body: T }> {
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { host: '127.0.0.1:4870', 'content-type': 'application/json' };
  const response = await host.fetch(new Request(`${origin}${route}`, { method, headers, ...text }));
  return { status: response.status, body: (await response.json()) as T };
}

const rows = async (sql: string): Promise<unknown> =>
  (await ask<{ rows: unknown }>('POST', '/api/query', { sql, params: {} })).body.rows;

const replayed = async (): Promise<ReplayInfo | null> =>
  (await ask<{ replay: ReplayInfo | null }>('GET', '/api/replay')).body.replay;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-host-'));
  const file = path.join(folder, 'gold.csv');
  writeFileSync(file, `ts_ms_utc,price,qty\n${ticks.map((row) => row.join(',')).join('\n')}\n`);
  const overrides = { demo: { enabled: false } };
  host = new Host({ dataFolder: path.join(folder, 'data'), overrides, log: pino({ level: 'silent' }) });
  const console = await host.open({ replay: { recording: file, instrument: 'GCZ3', speed: 'max', playing: false } });
  await console.start();
});

afterEach(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

test('nothing of a recording is known before its time', async () => {
  expect(await replayed()).toMatchObject({ name: 'gold.csv', position: first, playing: false, played: 0, total: 181 });
  expect(await rows('select count(*) from trades')).toEqual([['1']]);

  const jumped = await ask<{ replay: ReplayInfo }>('PATCH', '/api/replay', { at: first + 5 * minute + 5_000 });
  expect(jumped.body.replay).toMatchObject({ position: first + 5 * minute + 5_000, playing: false, played: 31 });
  expect(await rows('select count(*), max(ts_event) from trades')).toEqual([['31', '2013-10-07 14:05:00']]);
  expect(await rows('select count(*), max(ts), sum(volume) from bars')).toEqual([['5', '2013-10-07 14:04:00', '60']]);
  expect(await rows('select instrument from positions')).toEqual([]);
});

test('an order fills against what was recorded, its rows carry the run, and a jump back begins another', async () => {
  await ask('PATCH', '/api/replay', { at: first + 5 * minute + 5_000 });
  const order = { instrument: 'GC', side: 'buy', quantity: 2, type: 'market', timeInForce: 'day', account: 'SIM-1' };
  expect((await ask('POST', '/api/orders', { ...order, clientOrderId: 'one' })).status).toBe(202);
  await ask('PATCH', '/api/replay', { at: first + 6 * minute });
  const fills = 'select client_order_id, price_number, quantity, ts_event from fills';
  expect(await rows(fills)).toEqual([['one', 1321.1, '2', '2013-10-07 14:05:10']]);
  expect(await rows('select quantity, unrealized from positions')).toEqual([['2', '100.000000']]);

  const back = await ask<{ opening: string }>('PATCH', '/api/replay', { at: first + minute });
  const { id } = (await replayed())!;
  expect(back).toEqual({ status: 202, body: { opening: id } });
  expect(await replayed()).toMatchObject({ position: first + minute, played: 7 });
  expect(await rows(fills)).toEqual([]);
  expect(await rows('select count(*) from trades')).toEqual([['7']]);
});

test('stretches without events are jumped over, and the end stops it', async () => {
  await ask('PATCH', '/api/replay', { playing: true });
  for (let tries = 0; tries < 200 && !(await replayed())?.ended; tries++)
    await new Promise((done) => setTimeout(done, 25));
  expect(await replayed()).toMatchObject({
    ended: true,
    playing: false,
    played: 181,
    jump: { from: first + 179 * 10_000, to: first + 40 * minute },
  });
});

test('the paper market comes back with rows of its own, and the recording by its id', async () => {
  const { id } = (await replayed())!;
  expect((await ask('POST', '/api/replay/close', {})).body).toEqual({ opening: 'paper' });
  expect(await replayed()).toBeNull();
  expect((await ask('GET', '/api/health')).body).toMatchObject({ status: 'ok', environment: 'paper' });
  expect(await rows("select count(*) from bars where instrument = 'GCZ3'")).toEqual([['0']]);

  expect((await ask('POST', '/api/replay/open', { recording: id, playing: false })).status).toBe(202);
  expect(await replayed()).toMatchObject({ id, position: first, speed: 1 });
  const { body } = await ask<{ cells: { value: unknown }[] }>('GET', '/notebooks/market-replay.json');
  expect(JSON.stringify(body)).toContain('"run":"replay-2"');
});

test('what cannot be done is refused with a sentence, and nothing changes', async () => {
  const refused: [method: string, route: string, body: object, status: number, message: RegExp][] = [
    ['POST', '/api/replay/open', { recording: '0123456789abcdef' }, 404, /There is no recording "0123456789abcdef"\./],
    ['POST', '/api/replay/open', { recording: '../../etc/passwd' }, 404, /There is no recording/],
    ['PATCH', '/api/replay', { speed: 0 }, 400, /speed/],
    [
      'PATCH',
      '/api/replay',
      { playing: true, at: first + 90 * minute },
      422,
      /2013-10-07T15:30:00Z is not in the recording, which ends at 2013-10-07T14:40:00Z/,
    ],
  ];
  for (const [method, route, body, status, message] of refused) {
    const answer = await ask<{ error: { message: string } }>(method, route, body);
    expect(answer).toMatchObject({ status, body: { error: { message: expect.stringMatching(message) } } });
  }
  expect(await replayed()).toMatchObject({ position: first, playing: false, speed: 'max' });
});
