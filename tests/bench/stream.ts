import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { openConsole } from '../../server/compose.ts';
import { listen } from '../../server/listen.ts';
import type { BenchRow } from './row.ts';
import { quantile } from './turns.ts';

const orders = 60;
const warmUp = 5;
/** Longer than a cell's pace, so that no frame waits for the one before. */
const betweenMilliseconds = 80;
const patienceMilliseconds = 5_000;

const notebook = '---\ntitle: Bench\n---\n\n```fills own\naccount: BENCH\n```\n';
const agent = new Agent({ keepAlive: true });

/** One stream of server-sent events; each frame of the cell answers the one who waits. */
class Listener {
  frame = '';
  readonly #response: IncomingMessage;
  #waiting: (() => void) | undefined;

  private constructor(response: IncomingMessage) {
    this.#response = response;
    let held = '';
    response.setEncoding('utf8').on('data', (text: string) => {
      const events = (held + text).split('\n\n');
      held = events.pop() ?? '';
      for (const event of events) if (/^event: frame$/m.test(event) && event.includes('"rows"')) this.#take(event);
    });
  }

  static open(url: string): Promise<Listener> {
    return new Promise((resolve, reject) => {
      request(url, (response) => resolve(new Listener(response)))
        .once('error', reject)
        .end();
    });
  }

  next(): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('No frame came for an order.')), patienceMilliseconds);
      this.#waiting = () => {
        clearTimeout(late);
        resolve();
      };
    });
  }

  close(): void {
    this.#response.destroy();
  }

  #take(event: string): void {
    this.frame = event;
    this.#waiting?.();
    this.#waiting = undefined;
  }
}

function post(url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', resolve);
      if (response.statusCode !== 202) reject(new Error(`The order was answered with ${response.statusCode}.`));
    });
    call.once('error', reject).end(body);
  });
}

const order = JSON.stringify({
  instrument: 'ZN',
  side: 'buy',
  quantity: 1,
  type: 'market',
  timeInForce: 'ioc',
  account: 'BENCH',
});

/** Milliseconds from the order on its way to its frame received. */
async function latencies(address: string, listener: Listener): Promise<number[]> {
  const times: number[] = [];
  for (let count = -warmUp; count < orders; count++) {
    await pause(betweenMilliseconds);
    const begun = performance.now();
    const framed = listener.next().then(() => performance.now() - begun);
    await Promise.all([post(`${address}/api/orders`, order), framed]);
    if (count >= 0) times.push(await framed);
  }
  return times;
}

/** Answers each order with the same frame, and does nothing else. */
function echo(frame: () => string): Promise<{ address: string; server: Server }> {
  let stream: ServerResponse | undefined;
  const server = createServer((incoming, outgoing) => {
    if (incoming.method === 'GET') {
      outgoing.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      stream = outgoing;
      return;
    }
    incoming.resume().once('end', () => {
      outgoing.writeHead(202).end('{}');
      stream?.write(`${frame()}\n\n`);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }),
    );
  });
}

/** From an order posted to the frame with its fill on a stream, over loopback: journal, venue, fold, cell, channel and all. */
export async function streamBench(): Promise<readonly BenchRow[]> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'deskbook-bench-'));
  await mkdir(path.join(dataFolder, 'notebooks'));
  await writeFile(path.join(dataFolder, 'notebooks', 'bench.md'), notebook);
  const overrides = { demo: { enabled: false } };
  const console = await openConsole({ dataFolder, overrides, log: pino({ level: 'silent' }) });
  const listening = await listen(console.app, 0);
  try {
    await console.start();
    const listener = await Listener.open(`${listening.address}/notebooks/bench/stream`);
    const ours = await latencies(listening.address, listener);
    const { address, server } = await echo(() => listener.frame);
    const peerListener = await Listener.open(address);
    const peers = await latencies(address, peerListener);
    peerListener.close();
    listener.close();
    server.close();
    server.closeAllConnections();
    const row = (name: string, share: number, aim: string): BenchRow => {
      const [value, peerValue] = [quantile(ours, share), quantile(peers, share)];
      const peer = 'the same frame from a bare server';
      return { name: `order to frame, ${name}`, value, unit: 'ms', peer, peerValue, ratio: value / peerValue, aim };
    };
    return [row('median', 0.5, '< 10 ms'), row('95th percentile', 0.95, '< 50 ms')];
  } finally {
    await listening.close();
    await console.close();
    agent.destroy();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
