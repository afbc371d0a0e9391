import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { machineClock } from '../../../core/clock.ts';
import { createCalls } from '../../../server/calls/calls.ts';
import type { CallsOptions } from '../../../server/calls/options.ts';
import { CallFailed, type Calls, type CallTo } from '../../../server/calls/port.ts';
import { type Recording, recording } from '../../core/trace/recording.ts';

/** One request as it came. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly at: number;
}

export type Respond = (request: Received, response: ServerResponse, count: number) => void;

export interface Server {
  readonly address: string;
  readonly received: Received[];
  readonly connections: () => number;
  respond: Respond;
}

const ends: (() => Promise<void>)[] = [];

/** Ends what was opened; for `afterEach`. */
export async function endAll(): Promise<void> {
  for (const end of ends.splice(0).reverse()) await end();
}

/** What is to be ended after the test. */
export const atEnd = (end: () => Promise<void>): void => void ends.push(end);

export async function serve(respond: Respond): Promise<Server> {
  const received: Received[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    const at = performance.now();
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString('utf8'), at };
      received.push(one);
      made.respond(one, response, received.length);
    });
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  atEnd(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const made = { address: `http://127.0.0.1:${port}`, received, connections: () => connections, respond };
  return made;
}

export const json = (response: ServerResponse, value: unknown, status = 200, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));

export interface Made {
  readonly calls: Calls;
  readonly trace: Recording;
}

/** Calls that back off for next to no time. */
export function callsOf(address: string, options: Partial<CallsOptions> = {}): Made {
  const trace = recording();
  const calls = createCalls({
    address,
    clock: machineClock,
    random: () => 0.5,
    tracer: trace.tracer,
    ...options,
    retries: { first: 2, longest: 4, ...options.retries },
  });
  atEnd(() => calls.close());
  return { calls, trace };
}

export const get = (more: Partial<CallTo> = {}): CallTo => ({
  service: 'ledger',
  name: 'fills',
  method: 'GET',
  path: '/ledger/fills',
  repeat: 'safe',
  ...more,
});

export const place = (more: Partial<CallTo> = {}): CallTo => ({
  service: 'orders',
  name: 'place',
  method: 'POST',
  path: '/orders',
  body: { json: { size: 1 } },
  repeat: 'never',
  ...more,
});

/** What became of a call, in a line; the port and what times vary by are left out. */
export const outcomeOf = (answer: Promise<{ readonly status: number; readonly text: string }>): Promise<string> =>
  answer.then(
    ({ status, text }) => `${status} ${text}`,
    (error: unknown) => {
      if (!(error instanceof CallFailed)) throw error;
      return `${error.failure}, reached ${error.reached}: ${error.message.replaceAll(/127\.0\.0\.1:\d+/g, 'host')}`;
    },
  );
