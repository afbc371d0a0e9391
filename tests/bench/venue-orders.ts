import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Pool } from 'undici';
import { machineClock } from '../../core/clock.ts';
import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import { priceFromDecimal } from '../../core/model/price.ts';
import { quantity } from '../../core/model/quantity.ts';
import { createTracer } from '../../core/trace/tracer.ts';
import { createCalls } from '../../server/calls/calls.ts';
import { nodePlatform } from '../../server/trace/platform.ts';
import { Dispatcher } from '../../server/venues/own-orders/dispatcher.ts';
import { OwnOrders } from '../../server/venues/own-orders/orders.ts';
import { Pursuit } from '../../server/venues/own-orders/pursuit.ts';
import { dashedTags } from '../../server/venues/own-orders/tags.ts';
import { gatewayGate } from '../../server/venues/projectx/gate.ts';
import { Gateway } from '../../server/venues/projectx/http.ts';
import { gatewayBooks } from '../../server/venues/projectx/order-books.ts';
import { usualPace } from '../../server/venues/projectx/pace.ts';
import { words } from '../../server/venues/projectx/words.ts';
import type { BenchRow } from './row.ts';
import { quantile } from './turns.ts';

const WARM_UP = 300;
const ROUNDS = 2_000;
const PATH = '/api/Order/place';
const account = '7' as AccountId;
const contractId = 'CON.F.US.EP.Z26';

/** A gateway on a thread of its own, so that what it does is no part of an order. */
const program = `
  const { createServer } = require('node:http');
  const { parentPort } = require('node:worker_threads');
  let orderId = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      orderId += 1;
      const answer = JSON.stringify({ orderId, success: true, errorCode: 0, errorMessage: null });
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    });
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

/** From an order's intent to the first bytes of it on the wire, through the client of a venue, beside the bare HTTP client. */
export async function venueOrdersBench(): Promise<readonly BenchRow[]> {
  const server = new Worker(program, { eval: true });
  const [port] = (await once(server, 'message')) as [number];
  const address = `http://127.0.0.1:${port}`;
  const pool = new Pool(address, { connections: 8, pipelining: 1 });
  const token = async (): Promise<string> => 'a-token';
  const calls = createCalls({
    address,
    clock: machineClock,
    random: Math.random,
    tracer: createTracer(nodePlatform(), { put() {} }),
    tokens: { token, refused: token },
    limits: { usual: { windows: [{ calls: 1_000_000, milliseconds: 60_000 }] } },
  });
  const gateway = new Gateway(calls, () => undefined);
  let answered = (): void => undefined;
  const told = (): void => answered();
  const orders = new OwnOrders({
    tags: dashedTags('bench'),
    words,
    now: () => machineClock.now(),
    emit: () => undefined,
  });
  const reading = { row: () => undefined, trade: () => undefined, told, unread: () => 0 };
  const books = gatewayBooks(gateway);
  const at = { clock: machineClock, skew: () => 0, pace: usualPace };
  const pursuit = new Pursuit({ orders, books, words, ...reading, ...at });
  const gate = gatewayGate({ gateway, contractOf: () => contractId, isAccount: () => true });
  const dispatcher = new Dispatcher({ orders, gate, words, pursuit, told });
  let sent = 0;
  const ours = (): Promise<void> =>
    new Promise((resolve) => {
      answered = resolve;
      dispatcher.place({
        clientOrderId: `B${++sent}` as ClientOrderId,
        instrument: 'ESZ6',
        account,
        strategy: 'manual',
        side: 'buy',
        type: 'limit',
        quantity: quantity(1),
        price: priceFromDecimal('6064.25'),
        timeInForce: 'day',
      });
    });
  const headers = { authorization: 'Bearer a-token', 'content-type': 'application/json' };
  const bare = async (): Promise<unknown> => {
    const customTag = `bench-B${++sent}`;
    const body = { accountId: 7, contractId, type: 1, side: 0, size: 1, limitPrice: 6_064.25, customTag };
    return (await pool.request({ path: PATH, method: 'POST', headers, body: JSON.stringify(body) })).body.json();
  };
  try {
    const [value, peer] = await inTurns([ours, bare]);
    return [0.5, 0.99].map((share) => row(share, quantile(value, share), quantile(peer, share)));
  } finally {
    pursuit.close();
    await calls.close();
    await pool.close();
    await server.terminate();
  }
}

async function inTurns(ways: readonly [() => Promise<unknown>, () => Promise<unknown>]): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
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
        if (round >= 0) times[index]?.push(out - begun);
      }
    }
  } finally {
    unsubscribe('undici:client:sendHeaders', sent);
  }
  return times;
}

const row = (share: number, value: number, peerValue: number): BenchRow => ({
  name: `venue order, intent to bytes out, p${share * 100}`,
  value,
  unit: 'ms',
  peer: 'undici alone',
  peerValue,
  ratio: peerValue / value,
  aim: share === 0.99 ? '< 1 ms' : '',
});
