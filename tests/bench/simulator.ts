import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { WebSocketServer } from 'ws';
import { loadConfig } from '../../config/load.ts';
import { ManualClock } from '../../core/clock.ts';
import { type Instant, MILLISECOND } from '../../core/model/time.ts';
import { DeskInstruments } from '../../server/desk/instruments.ts';
import { projectRoot } from '../../server/paths.ts';
import { createProjectxSimulator } from '../../server/simulators/projectx/simulator.ts';
import { addressOf } from './cold-start.ts';
import type { BenchRow } from './row.ts';

const messages = 200_000;
const perTurn = 200;
const patienceMilliseconds = 60_000;
const start = Date.UTC(2026, 10, 23, 15) * MILLISECOND;
const stepMilliseconds = 250;
const roots = ['ES', 'NQ', 'MES', 'MNQ'];

/** A client in a process of its own: subscribes, counts records of the market and says when it has had enough of them. */
const client = `
const { WebSocket } = require('ws');
const { url, subscriptions, wanted } = JSON.parse(process.argv[1]);
const socket = new WebSocket(url);
let count = 0, begun = 0;
const say = (message) => socket.send(JSON.stringify(message) + '\\u001e');
socket.on('open', () => {
  say({ protocol: 'json', version: 1 });
  for (const [target, contract] of subscriptions) say({ type: 1, target, arguments: [contract], invocationId: '1' });
  console.log('ready http://127.0.0.1:1');
});
socket.on('message', (data) => {
  let at = -1;
  while ((at = data.indexOf(30, at + 1)) >= 0) count += 1;
  if (begun === 0 && count > 1000) { begun = performance.now(); count = 0; }
  if (begun > 0 && count >= wanted) {
    console.log('rate ' + (count / (performance.now() - begun)) * 1000);
    process.exit(0);
  }
});
`;

interface Subscriber {
  readonly child: ChildProcess;
  /** Messages a second. */
  readonly rate: Promise<number>;
}

async function subscribe(url: string, subscriptions: readonly (readonly [string, string])[]): Promise<Subscriber> {
  const argument = JSON.stringify({ url, subscriptions, wanted: messages });
  const child = spawn(process.execPath, ['-e', client, argument], {
    cwd: path.resolve(projectRoot),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const rate = new Promise<number>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const found = /rate ([\d.]+)/.exec(chunk.toString())?.[1];
      if (found) resolve(Number(found));
    });
    child.once('exit', () => reject(new Error('the client ended before it had counted')));
  });
  rate.catch(() => undefined);
  await addressOf(child);
  return { child, rate };
}

/** Works in turns until the client has counted. */
async function during({ child, rate }: Subscriber, turn: () => void): Promise<number> {
  let isDone = false;
  const counted = rate.finally(() => {
    isDone = true;
  });
  counted.catch(() => undefined);
  const end = performance.now() + patienceMilliseconds;
  while (!isDone && performance.now() < end) {
    turn();
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (!isDone) child.kill();
  return counted;
}

/** A market that runs as fast as it can, its quotes, trades and depth told to one client. */
async function simulated(): Promise<number> {
  const config = await loadConfig(path.join(projectRoot, 'config'), {});
  const clock = new ManualClock(start as Instant);
  const { traded, registry } = DeskInstruments.ofRoots(config.instruments, roots, clock.now(), config.calendars);
  const simulator = await createProjectxSimulator({ port: 0, instruments: traded, registry, seed: 'bench', clock });
  try {
    const body = JSON.stringify({ userName: 'simulator', apiKey: 'simulator-secret' });
    const headers = { 'content-type': 'application/json' };
    const login = await fetch(`${simulator.address}/api/Auth/loginKey`, { method: 'POST', headers, body });
    const { token } = (await login.json()) as { token: string };
    const ids = traded.map((each) => registry.symbols.product(each.root)?.symbols?.projectx ?? '');
    const contracts = traded.map(
      (each, index) => `CON.F.US.${ids[index]}.${each.id.at(-2)}${each.deliveryMonth?.slice(2, 4)}`,
    );
    const kinds = ['Quotes', 'Trades', 'MarketDepth'];
    const subscriptions = contracts.flatMap((id) => kinds.map((kind) => [`SubscribeContract${kind}`, id] as const));
    const url = `${simulator.address.replace('http', 'ws')}/hubs/market?access_token=${token}`;
    return await during(await subscribe(url, subscriptions), () => {
      clock.advance(stepMilliseconds * MILLISECOND);
      simulator.exchange.advance();
    });
  } finally {
    await simulator.close();
  }
}

const quote = `${JSON.stringify({
  type: 1,
  target: 'GatewayQuote',
  arguments: [
    'CON.F.US.EP.Z26',
    { symbol: 'F.US.EP', symbolName: '/ES', bestBid: 6018.25, lastUpdated: '2026-11-23T15:00:00.123456+00:00' },
  ],
})}\u001e`;

/** One and the same message, a frame each, from a bare web socket. */
async function bare(): Promise<number> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The peer does not listen.');
  try {
    return await during(await subscribe(`ws://127.0.0.1:${address.port}`, []), () => {
      for (const socket of server.clients) {
        if (socket.bufferedAmount > 1_000_000) continue;
        for (let count = 0; count < perTurn; count++) socket.send(quote);
      }
    });
  } finally {
    for (const socket of server.clients) socket.terminate();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Market messages a second from the simulated gateway to one client in another process, over loopback. */
export async function simulatorBench(): Promise<readonly BenchRow[]> {
  const value = await simulated();
  const peerValue = await bare();
  return [
    {
      name: 'simulator, market messages to one client',
      value,
      unit: 'messages/s',
      peer: 'one message a frame, nothing behind it',
      peerValue,
      ratio: value / peerValue,
      aim: '> 20,000 messages/s',
    },
  ];
}
