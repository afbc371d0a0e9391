import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Clock } from '../../../core/clock.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { StreamHealth } from '../../../core/venue/health.ts';
import { fullJitter } from '../../calls/retry.ts';

export interface StreamOptions {
  /** `market`, `portfolio` */
  readonly name: string;
  /** Where it is, for one connection; asked for each time. */
  readonly address: () => Promise<string>;
  /** None of these throws. */
  readonly take: (frame: Buffer, isBinary: boolean) => void;
  /** It is open: what has to be said first is said here. */
  readonly onOpen: (send: (frame: Uint8Array) => void) => void;
  readonly onChange: () => void;
  readonly clock: Clock;
  readonly random: () => number;
  /** Without a word of the other end, answers to pings included, a connection is given up. */
  readonly silenceMilliseconds: number;
  /** What it is said to have, for its health. */
  readonly subscriptions: () => number;
}

const CONNECT_MILLISECONDS = 10_000;
/** Of one frame. */
const LARGEST = 16_000_000;
const waits = { first: 500, longest: 30_000 };
const SHORTEST_WAIT = 50;

/** One WebSocket, connected again for ever. */
export class Stream {
  readonly #options: StreamOptions;
  readonly #closing = new AbortController();
  #waiting = new AbortController();
  #socket: WebSocket | undefined;
  #running: Promise<void> | undefined;
  #state: StreamHealth['state'] = 'disconnected';
  #since: Instant;
  #lastMessage: Instant | undefined;
  #heard = 0;
  #messages = 0;
  #connects = 0;
  #failures = 0;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#since = options.clock.now();
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends the connection, so that another is made: the one there is says nothing, or not everything. */
  restart(): void {
    this.#socket?.terminate();
  }

  /** Does not wait any longer to connect. */
  hurry(): void {
    this.#failures = 0;
    this.#waiting.abort();
  }

  /** False where it is not connected; it is said again by `onOpen` then. */
  send(frame: Uint8Array): boolean {
    if (!this.connected || this.#socket === undefined) return false;
    this.#socket.send(frame, { binary: true });
    return true;
  }

  async stop(): Promise<void> {
    this.#closing.abort();
    this.#socket?.terminate();
    await this.#running;
    this.#enter('disconnected');
  }

  get connected(): boolean {
    return this.#state === 'connected';
  }

  /** When it was connected, or ended. */
  get since(): Instant {
    return this.#since;
  }

  get lastMessage(): Instant | undefined {
    return this.#lastMessage;
  }

  get reconnects(): number {
    return Math.max(0, this.#connects - 1);
  }

  health(): StreamHealth {
    return {
      name: this.#options.name,
      state: this.#state,
      since: this.#since,
      ...(this.#lastMessage === undefined ? {} : { lastMessage: this.#lastMessage }),
      messages: this.#messages,
      reconnects: this.reconnects,
      subscriptions: this.#options.subscriptions(),
    };
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      this.#enter(this.#connects === 0 ? 'connecting' : 'reconnecting');
      const address = await this.#options.address().catch(() => undefined);
      if (signal.aborted) return;
      if (address !== undefined) await this.#hold(address);
      if (signal.aborted) return;
      this.#enter(this.#connects === 0 ? 'connecting' : 'reconnecting');
      const wait = Math.max(SHORTEST_WAIT, fullJitter(this.#failures++, this.#options.random(), waits));
      this.#waiting = new AbortController();
      await sleep(wait, undefined, { signal: AbortSignal.any([signal, this.#waiting.signal]) }).catch(() => undefined);
    }
  }

  /** Resolves once the connection has ended. */
  #hold(address: string): Promise<void> {
    return new Promise((resolve) => {
      const socket = new WebSocket(address, {
        handshakeTimeout: CONNECT_MILLISECONDS,
        followRedirects: true,
        maxPayload: LARGEST,
        perMessageDeflate: false,
      });
      this.#socket = socket;
      this.#heard = performance.now();
      const { silenceMilliseconds } = this.#options;
      const watching = setInterval(() => this.#watch(socket), silenceMilliseconds / 3);
      socket.on('open', () => this.#opened(socket));
      socket.on('message', (data, isBinary) => this.#take(data, isBinary));
      socket.on('ping', () => this.#hear());
      socket.on('pong', () => this.#hear());
      // what went wrong is followed by the end
      socket.on('error', () => socket.terminate());
      socket.once('close', () => {
        clearInterval(watching);
        this.#socket = undefined;
        resolve();
      });
    });
  }

  #opened(socket: WebSocket): void {
    this.#hear();
    this.#connects += 1;
    this.#failures = 0;
    this.#enter('connected');
    this.#options.onOpen((frame) => socket.send(frame, { binary: true }));
  }

  #take(data: unknown, isBinary: boolean): void {
    this.#hear();
    this.#messages += 1;
    this.#lastMessage = this.#options.clock.now();
    this.#options.take(bytesOf(data), isBinary);
  }

  #hear(): void {
    this.#heard = performance.now();
  }

  #watch(socket: WebSocket): void {
    if (performance.now() - this.#heard > this.#options.silenceMilliseconds) socket.terminate();
    else if (socket.readyState === WebSocket.OPEN) socket.ping();
  }

  #enter(state: StreamHealth['state']): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#since = this.#options.clock.now();
    this.#options.onChange();
  }
}

function bytesOf(data: unknown): Buffer {
  if (Buffer.isBuffer(data)) return data;
  if (data instanceof ArrayBuffer) return Buffer.from(data);
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.alloc(0);
}
