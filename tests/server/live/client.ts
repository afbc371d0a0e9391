import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { Channel } from '../../../server/live/channel.ts';
import { streamRoutes } from '../../../server/live/routes.ts';
import type { Session, Sessions } from '../../../server/sessions/port.ts';
import { createSessions } from '../../../server/sessions/sessions.ts';
import type { CellFrame, Reset } from '../../../views/wire.ts';
import { type Console, startConsole } from '../sessions/console.ts';

export interface StreamEvent {
  readonly event: string;
  readonly id: string;
  readonly data: unknown;
}

/** A client of a stream that reads as fast as it can, or not at all. */
export class Client {
  readonly events: StreamEvent[] = [];
  status = 0;
  #request: ClientRequest;
  #response: IncomingMessage | undefined;
  #text = '';
  #wake: (() => void)[] = [];

  constructor(address: string, headers: Record<string, string> = {}) {
    this.#request = get(address, { headers, agent: false }, (response) => {
      this.#response = response;
      this.status = response.statusCode ?? 0;
      response
        .setEncoding('utf8')
        .on('data', (text: string) => this.#read(text))
        .on('error', () => undefined);
      this.#tell();
    }).on('error', () => undefined);
  }

  frames(cell?: string): CellFrame[] {
    return this.events.flatMap(({ event, data }) =>
      event === 'frame' && (cell === undefined || (data as CellFrame).cell === cell) ? [data as CellFrame] : [],
    );
  }

  get reset(): Reset | undefined {
    return this.events.find(({ event }) => event === 'reset')?.data as Reset | undefined;
  }

  pause(): void {
    this.#response?.pause();
  }

  resume(): void {
    this.#response?.resume();
  }

  async until(fits: () => boolean, what: string): Promise<void> {
    const end = performance.now() + 5_000;
    while (!fits()) {
      if (performance.now() > end) throw new Error(`never came: ${what}`);
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
        setTimeout(resolve, 20);
      });
    }
  }

  close(): void {
    this.#request.destroy();
  }

  #read(text: string): void {
    const blocks = (this.#text + text).split('\n\n');
    this.#text = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = new Map(
        block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      const [event, id, data] = ['event', 'id', 'data'].map((name) => lines.get(name));
      if (event !== undefined) this.events.push({ event, id: id ?? '', data: JSON.parse(data ?? 'null') });
    }
    this.#tell();
  }

  #tell(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}

/** A console with its streams on a loopback port. */
export interface LiveConsole {
  readonly desk: Console;
  readonly channel: Channel;
  readonly address: string;
  open(id: string, text: string): Promise<Session>;
  client(path: string, lastEventId?: string): Client;
  end(): Promise<void>;
}

export async function startLiveConsole(ring?: { events: number; characters: number }): Promise<LiveConsole> {
  const desk = await startConsole();
  const sessions: Sessions = createSessions(desk.dependencies);
  const channel = new Channel({ kinds: desk.kinds, epoch: 'test', ...(ring ? { ring } : {}) });
  const app = new Hono().route(
    '/',
    streamRoutes({
      sessions,
      channel,
      clock: desk.clock,
      mode: () => ({ run: 'paper main', replay: null, arming: null }),
    }),
  );
  const server = await new Promise<ServerType>((resolve) => {
    const listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(listening));
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients: Client[] = [];
  return {
    desk,
    channel,
    address,
    async open(id, text) {
      await desk.write(id, text);
      const session = await sessions.open(id);
      if (!session) throw new Error(`no notebook ${id}`);
      return session;
    },
    client(path, lastEventId) {
      const client = new Client(address + path, lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId });
      clients.push(client);
      return client;
    },
    async end() {
      for (const client of clients) client.close();
      channel.close();
      await sessions.close();
      await new Promise((resolve) => server.close(resolve));
      await desk.end();
    },
  };
}
