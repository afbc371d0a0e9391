import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { segmentsOf } from '../../../server/trace/spill-segments.ts';
import { newPlace, type Place, type RunningConsole, startConsole } from '../../cli/command.ts';
import { readTraces, until } from './stores.ts';

/** Ways to end from within, which no signal of a terminal has. */
const within = `process.on('SIGUSR2', () => { throw new Error('nobody catches this') }).on('SIGWINCH', () => process.exit(3))`;
const environment = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(within)}` };

interface Sent {
  readonly orders: string[];
  /** Relations that are not there, by the queries that asked for them. */
  readonly failures: string[];
  /** Calls that the trace store has shown. */
  readonly shown: Set<string>;
}

/** Sends as fast as it is answered, until the console is gone. */
function sending(address: string, life: string) {
  const sent: Sent = { orders: [], failures: [], shown: new Set() };
  const post = (route: string, body: object) =>
    fetch(address + route, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  let n = 0;
  const steps = [
    async () => {
      n += 1;
      const clientOrderId = `${life}-${n}`;
      const order = { instrument: 'ZNZ6', side: 'buy', quantity: 1, type: 'market', timeInForce: 'ioc', account: 'A' };
      if ((await post('/api/orders', { ...order, clientOrderId })).status === 202) sent.orders.push(clientOrderId);
    },
    async () => {
      n += 1;
      const relation = `gone_${life}_${n}_`;
      if ((await post('/api/query', { sql: `select * from ${relation}` })).status === 422) sent.failures.push(relation);
    },
    async () => {
      const reply = await fetch(`${address}/api/traces?rows=calls&limit=300`);
      const { rows } = (await reply.json()) as { rows: readonly { trace_id: string; span_id: string }[] };
      for (const { trace_id, span_id } of rows) sent.shown.add(`${trace_id} ${span_id}`);
    },
  ];
  let over = false;
  const all = steps.map(async (step) => {
    while (!over) await step().catch(() => new Promise((resolve) => setTimeout(resolve, 5)));
  });
  const stop = async () => {
    over = true;
    await Promise.all(all);
  };
  return { sent, stop };
}

async function lifeOf(place: Place, life: string, end: (console: RunningConsole) => Promise<unknown>): Promise<Sent> {
  const console = await startConsole(place, ['--port', '0'], environment);
  const { sent, stop } = sending(console.address, life);
  try {
    await until(
      'enough was sent',
      () => sent.orders.length >= 10 && sent.failures.length >= 10 && sent.shown.size >= 10,
      60_000,
    );
    await end(console);
  } finally {
    await console.end('SIGKILL');
    await stop();
  }
  return sent;
}

test('however a console ends, its traces are whole: nothing of a failure is lost but by a kill, and nothing twice', async () => {
  const place = await newPlace();
  onTestFinished(() => place.remove());
  await writeFile(path.join(place.config, 'local.json'), JSON.stringify({ demo: { pastSessions: 1 } }));
  const killed = await lifeOf(place, 'killed', (console) => console.end('SIGKILL'));
  const others: Sent[] = [];
  for (const signal of ['SIGUSR2', 'SIGWINCH', 'SIGINT', 'SIGTERM'] as const)
    others.push(await lifeOf(place, signal.toLowerCase(), (console) => console.end(signal)));
  const last = await startConsole(place);
  await until('the spill was read', () => segmentsOf(place.data).length === 0);
  expect((await last.end()).code).toBe(0);

  const calls = readTraces<{
    key: string;
    status: string;
    exception: string | null;
    subject: string | null;
    process: string;
  }>(place.data, "SELECT trace_id || ' ' || span_id AS key, status, exception, subject, process FROM process_trace");
  const keys = new Set(calls.map(({ key }) => key));
  expect(calls).toHaveLength(keys.size);
  const lives = [killed, ...others];
  expect(lives.flatMap(({ shown }) => [...shown]).filter((key) => !keys.has(key))).toEqual([]);

  const failed = calls.flatMap(({ exception }) => /gone_\w+_(?=\.)/.exec(exception ?? '')?.[0] ?? []);
  expect(failed).toHaveLength(new Set(failed).size);
  const failures = new Set(failed);
  expect(others.flatMap((sent) => sent.failures).filter((relation) => !failures.has(relation))).toEqual([]);
  const asked = new Set(calls.flatMap(({ process, subject }) => (process.endsWith('.submitSliced') ? [subject] : [])));
  expect(others.flatMap(({ orders }) => orders).filter((id) => !asked.has(`order ${id}`))).toEqual([]);

  expect(readTraces(place.data, "SELECT level, message FROM logs WHERE level = 'fatal'")).toEqual([
    { level: 'fatal', message: 'an error that nobody caught ends the console' },
  ]);
  expect(existsSync(path.join(place.data, 'trace-spill', 'unreadable.ndjson'))).toBe(false);
}, 180_000);
