import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { Host } from '../../../server/host.ts';
import { tracer } from '../../../server/trace/tracer.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { readTraces, until } from './stores.ts';

const address = 'http://127.0.0.1:4870';
const threads = '/proc/self/task';

/** What would pile up if a console left anything behind. */
const held = () => ({
  atTheEnd: process.listenerCount('exit') + process.listenerCount('uncaughtExceptionMonitor'),
  timers: process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length,
  threads: existsSync(threads) ? readdirSync(threads).length : 0,
});

test('one market after the other writes into the same traces and leaves nothing behind', async () => {
  const folder = temporaryFolder();
  const recording = path.join(folder, 'gold.csv');
  const first = Date.UTC(2013, 9, 7, 14, 0);
  const ticks = Array.from({ length: 20 }, (_, at) => `${first + at * 10_000},1320,1`);
  writeFileSync(recording, `ts_ms_utc,price,qty\n${ticks.join('\n')}\n`);
  const replay = { recording, instrument: 'GCZ3', speed: 1, playing: false };
  const data = path.join(folder, 'data');
  const before = tracer.sink;
  const log = pino({ level: 'silent' });
  const host = new Host({ dataFolder: data, overrides: { demo: { enabled: false } }, log });
  onTestFinished(() => host.close());
  await (await host.open({})).start();

  const asked: string[] = [];
  const ask = async () => {
    const relation = `gone_${asked.length + 1}_`;
    asked.push(relation);
    const headers = { host: '127.0.0.1:4870', 'content-type': 'application/json' };
    const body = JSON.stringify({ sql: `select * from ${relation}` });
    const answer = await host.fetch(new Request(`${address}/api/query`, { method: 'POST', headers, body }));
    expect(answer.status).toBe(422);
  };

  let settled = held();
  for (let change = 1; change <= 6; change += 1) {
    const under = ask();
    host.switchTo(change % 2 === 0 ? {} : { replay });
    await Promise.all([under, ask(), ask()]);
    expect(tracer.sink).not.toBe(before);
    if (change === 2) settled = held();
  }
  const kept = held();
  expect(kept.atTheEnd).toBe(settled.atTheEnd);
  expect(kept.timers).toBeLessThanOrEqual(settled.timers + 2);
  expect(kept.threads).toBeLessThanOrEqual(settled.threads + 2);

  await host.close();
  expect(tracer.sink).toBe(before);
  const failed = readTraces<{ exception: string }>(data, "SELECT exception FROM process_trace WHERE status = 'ERR'");
  const told = failed.map(({ exception }) => /gone_\d+_/.exec(exception)?.[0]).filter((name) => name !== undefined);
  expect(new Set(told)).toEqual(new Set(asked));
  expect(told).toHaveLength(asked.length);
  await until('no thread of a store is left', () => held().atTheEnd < settled.atTheEnd);
}, 120_000);
