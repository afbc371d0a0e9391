import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { HttpTransportType, HubConnectionBuilder, NullLogger } from '@microsoft/signalr';
import { createBus } from '../../core/bus.ts';
import { machineClock } from '../../core/clock.ts';
import { Outbox } from '../../core/venue/outbox.ts';
import { Hub } from '../../server/venues/projectx/hub.ts';
import { Market } from '../../server/venues/projectx/market.ts';
import type { BenchRow } from './row.ts';
import { quantile } from './turns.ts';

const WARM_UP = 300;
const ROUNDS = 3_000;
const contractId = 'CON.F.US.EP.Z26';
const instrument = 'ESZ6';

/** A hub on a thread of its own that says one trade for every word it is sent. */
const program = `
  const { WebSocketServer } = require('ws');
  const { parentPort } = require('node:worker_threads');
  const END = String.fromCharCode(30);
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () => parentPort.postMessage(server.address().port));
  server.on('connection', (socket) => socket.on('message', (data) => {
    for (const text of data.toString().split(END)) {
      if (text === '') continue;
      const message = JSON.parse(text);
      if (message.protocol) socket.send('{}' + END);
      else if (message.invocationId) socket.send(JSON.stringify({ type: 3, invocationId: message.invocationId, result: null }) + END);
      if (message.target !== 'Next') continue;
      const trade = { symbolId: 'F.US.EP', price: 6064.25, timestamp: '2026-11-23T15:00:00.123456+00:00', type: 0, volume: 2 };
      socket.send(JSON.stringify({ type: 1, target: 'GatewayTrade', arguments: ['${contractId}', trade] }) + END);
    }
  }));
`;

/** From a hub's word to a reader of the bus, there and back over loopback: what ours takes more than the bare client is its own time. */
export async function venueStreamBench(): Promise<readonly BenchRow[]> {
  const server = new Worker(program, { eval: true });
  const [port] = (await once(server, 'message')) as [number];
  const address = `http://127.0.0.1:${port}/hub`;
  const ours = await ourHub(address);
  const bare = await bareHub(address);
  const [value, peer]: [number[], number[]] = [[], []];
  try {
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const times = [await ours.next(), await bare.next()] as const;
      if (round < 0) continue;
      value.push(times[0]);
      peer.push(times[1]);
    }
    return [0.5, 0.99].map((share) => row(share, quantile(value, share), quantile(peer, share)));
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
    await server.terminate();
  }
}

interface Listening {
  /** Milliseconds from asking for a message to hearing it. */
  next(): Promise<number>;
  stop(): Promise<void>;
}

async function ourHub(address: string): Promise<Listening> {
  const outbox = new Outbox();
  const bus = createBus();
  const topic = `tape.${instrument}`;
  let trades = 0;
  bus.define(topic, () => trades);
  outbox.onEvents((events) => {
    for (const event of events) if (event.type === 'trade') trades += 1;
    bus.touch(topic);
  });
  const market = new Market({
    emit: outbox.emit,
    dispatch: () => outbox.dispatch(),
    instrumentOf: (id) => (id === contractId ? instrument : undefined),
    malformed: () => undefined,
    now: () => machineClock.now(),
  });
  let stands = (): void => undefined;
  const standing = new Promise<void>((resolve) => {
    stands = resolve;
  });
  const hub = new Hub({
    name: 'market',
    address,
    token: async () => 'a-token',
    targets: market.targets,
    onOpen: () => undefined,
    onConnected: () => stands(),
    onChange: () => undefined,
    onFailure: () => undefined,
    malformed: () => undefined,
    silenceMilliseconds: 30_000,
    clock: machineClock,
    random: Math.random,
  });
  hub.start();
  await standing;
  return {
    next: () =>
      new Promise((resolve) => {
        const begun = performance.now();
        const end = bus.onTouch(() => {
          resolve(performance.now() - begun);
          end();
        });
        hub.subscribe('Next', begun);
      }),
    stop: () => hub.stop(),
  };
}

async function bareHub(address: string): Promise<Listening> {
  const connection = new HubConnectionBuilder()
    .withUrl(address, { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .configureLogging(NullLogger.instance)
    .build();
  let heard = (): void => undefined;
  connection.on('GatewayTrade', (): void => heard());
  await connection.start();
  return {
    next: () =>
      new Promise((resolve) => {
        const begun = performance.now();
        heard = () => resolve(performance.now() - begun);
        void connection.invoke('Next', begun);
      }),
    stop: () => connection.stop(),
  };
}

const row = (share: number, value: number, peerValue: number): BenchRow => ({
  name: `venue stream, asked for to the bus, p${share * 100}`,
  value,
  unit: 'ms',
  peer: 'SignalR alone',
  peerValue,
  ratio: peerValue / value,
  aim: share === 0.99 ? '< 0.2 ms more than alone' : '',
});
