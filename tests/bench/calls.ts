import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Pool } from 'undici';
import { machineClock } from '../../core/clock.ts';
import { createTracer } from '../../core/trace/tracer.ts';
import { createCalls } from '../../server/calls/calls.ts';
import { nodePlatform } from '../../server/trace/platform.ts';
import type { BenchRow } from './row.ts';
import { quantile } from './turns.ts';

const WARM_UP = 300;
const ROUNDS = 2_000;
const PATH = '/api/Order/place';
const order = {
  accountId: 7,
  contractId: 'CON.F.US.EP.Z26',
  type: 1,
  side: 0,
  size: 1,
  limitPrice: 6_064.25,
  customTag: 'bench-1',
};

/** A server on a thread of its own, so that what it does is no part of a call. */
const program = `
  const { createServer } = require('node:http');
  const { parentPort } = require('node:worker_threads');
  const answer = JSON.stringify({ orderId: 1, success: true, errorCode: 0, errorMessage: null });
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(answer));
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

/** Milliseconds from the call to the first byte, and to the whole answer. */
interface Times {
  readonly out: number[];
  readonly back: number[];
}

/** A call with limits, breaker, token, trace and figures as venues have them, beside the client that it stands on and beside `fetch`. */
export async function callsBench(): Promise<readonly BenchRow[]> {
  const server = new Worker(program, { eval: true });
  const [port] = (await once(server, 'message')) as [number];
  const address = `http://127.0.0.1:${port}`;
  const pool = new Pool(address, { connections: 8, pipelining: 1 });
  const tracer = createTracer(nodePlatform(), { put() {} });
  const token = async (): Promise<string> => 'a-token';
  const calls = createCalls({
    address,
    clock: machineClock,
    random: Math.random,
    tracer,
    tokens: { token, refused: token },
    secrets: ['a-long-secret'],
    limits: { usual: { windows: [{ calls: 1_000_000, milliseconds: 60_000 }] } },
  });
  const headers = { authorization: 'Bearer a-token', 'content-type': 'application/json', accept: 'application/json' };
  const ways = [
    () =>
      calls.call({
        service: 'orders',
        name: 'Order/place',
        method: 'POST',
        path: PATH,
        body: { json: order },
        repeat: 'never',
      }),
    async () => (await pool.request({ path: PATH, method: 'POST', headers, body: JSON.stringify(order) })).body.text(),
    async () => (await fetch(address + PATH, { method: 'POST', headers, body: JSON.stringify(order) })).text(),
  ];
  try {
    const [ours, bare, fetched] = await inTurns(ways);
    return [
      ...rows('order to bytes out', 'out', ours, bare, fetched),
      ...rows('order to answer', 'back', ours, bare, fetched),
    ];
  } finally {
    await calls.close();
    await pool.close();
    await server.terminate();
  }
}

async function inTurns(ways: readonly (() => Promise<unknown>)[]): Promise<readonly [Times, Times, Times]> {
  const times = (): Times => ({ out: [], back: [] });
  const all: [Times, Times, Times] = [times(), times(), times()];
  let out = 0;
  const sent = (): void => {
    out = performance.now();
  };
  subscribe('undici:client:sendHeaders', sent);
  try {
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      for (const [index, way] of ways.entries()) {
        const begun = performance.now();
        await way();
        const back = performance.now();
        if (round < 0) continue;
        all[index]?.out.push(out - begun);
        all[index]?.back.push(back - begun);
      }
    }
  } finally {
    unsubscribe('undici:client:sendHeaders', sent);
  }
  return all;
}

function rows(what: string, which: keyof Times, ours: Times, bare: Times, fetched: Times): BenchRow[] {
  return [0.5, 0.99].flatMap((share) => {
    const value = quantile(ours[which], share);
    return [
      { peer: 'undici alone', peerValue: quantile(bare[which], share) },
      { peer: 'fetch', peerValue: quantile(fetched[which], share) },
    ].map((beside) => ({
      name: `${what}, p${share * 100}`,
      value,
      unit: 'ms',
      ...beside,
      ratio: value / beside.peerValue,
      aim: which === 'out' && share > 0.9 ? 'below 1 ms' : '',
    }));
  });
}
