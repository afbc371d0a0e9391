import protobuf from 'protobufjs/light.js';
import WebSocket from 'ws';
import { messages } from '../../../../../server/venues/upstox/feed/messages.ts';
import type { Opened, Row } from '../opened.ts';

const response = protobuf.Root.fromJSON(messages).lookupType('FeedResponse');

export interface Heard extends Row {
  readonly type: string;
  readonly feeds: Readonly<Record<string, Row>>;
  readonly marketInfo?: { readonly segmentStatus: Readonly<Record<string, string>> };
}

/** Reads a frame; throws for one that is none. */
export const decoded = (frame: Uint8Array): Heard =>
  response.toObject(response.decode(frame), { enums: String, longs: Number, defaults: false, objects: true }) as Heard;

/** A client of a stream that keeps what it hears. */
export class Listener<M> {
  readonly socket: WebSocket;
  readonly heard: M[] = [];
  readonly pongs: string[] = [];
  closed: number | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(socket: WebSocket, read: (data: Buffer) => M) {
    this.socket = socket;
    socket.on('message', (data) => this.#heard(read, data as Buffer));
    socket.on('pong', (data) => {
      this.pongs.push(String(data));
      this.#wake();
    });
    socket.on('close', (code) => {
      this.closed = code;
      this.#wake();
    });
    socket.on('error', () => {});
  }

  async open(): Promise<this> {
    if (this.socket.readyState === WebSocket.OPEN) return this;
    await new Promise<void>((resolve, reject) => {
      this.socket.once('open', () => resolve());
      this.socket.once('error', reject);
    });
    return this;
  }

  /** Waits until something is so; vitest ends a test that waits in vain. */
  async until(is: (listener: this) => boolean): Promise<this> {
    while (!is(this)) await new Promise<void>((resolve) => this.#waiting.add(resolve));
    return this;
  }

  ask(method: string, mode: string | undefined, keys: readonly string[]): void {
    const request = { guid: 'g', method, data: { ...(mode === undefined ? {} : { mode }), instrumentKeys: keys } };
    this.socket.send(Buffer.from(JSON.stringify(request)));
  }

  close(): void {
    this.socket.terminate();
  }

  #heard(read: (data: Buffer) => M, data: Buffer): void {
    this.heard.push(read(data));
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

const wsOf = ({ address }: Opened): string => address.replace('http', 'ws');

export const toMarket = <M = Heard>(upstox: Opened, read: (data: Buffer) => M, token = upstox.token): Listener<M> =>
  new Listener(
    new WebSocket(`${wsOf(upstox)}/v3/feed/market-data-feed`, {
      followRedirects: true,
      headers: { Authorization: `Bearer ${token}` },
    }),
    read,
  );

const row = (data: Buffer): Row => JSON.parse(String(data)) as Row;

export function toPortfolio(upstox: Opened, types?: string): Listener<Row>;
export function toPortfolio<M>(upstox: Opened, types: string, read: (data: Buffer) => M): Listener<M>;
export function toPortfolio(upstox: Opened, types = 'order,position,holding', read: (data: Buffer) => unknown = row) {
  const socket = new WebSocket(
    `${wsOf(upstox)}/v2/feed/portfolio-stream-feed?update_types=${encodeURIComponent(types)}`,
    { followRedirects: true, headers: { Authorization: `Bearer ${upstox.token}` } },
  );
  return new Listener(socket, read);
}
