import { setTimeout as sleep } from 'node:timers/promises';
import { type RawData, WebSocket } from 'ws';
import type { Clock } from '../../core/clock.ts';
import type { Instant } from '../../core/model/time.ts';
import type { StreamHealth } from '../../core/venue/health.ts';
import { fullJitter } from '../calls/retry.ts';

export interface KeptSocketOptions {
  readonly name: string;
  /** Where to, with the token in it; asked for before each attempt. */
  readonly address: () => Promise<string>;
  /** None of these throws. */
  readonly onBinary: (frame: Buffer) => void;
  readonly onText: (text: string) => void;
  /** It stands: what is subscribed to is to be said again. */
  readonly onOpen: () => void;
  readonly onChange: () => void;
  /** A connection failed; how many in a row. */
  readonly onFailure: (failures: number) => void;
  readonly subscriptions: () => number;
  readonly clock: Clock;
  readonly random: () => number;
  /** Without a word of the other end a connection is given up. */
  readonly silenceMilliseconds: number;
  /** Asks the other end for a word where it may have none to say for long. */
  readonly pings?: boolean;
}

const CONNECT_MILLISECONDS = 10_000;
/** What comes at once is bounded, however much a simulator or a proxy sends. */
const LARGEST = 16_000_000;
const waits = { first: 500, longest: 30_000 };
const SHORTEST_WAIT = 50;

/** One WebSocket that is connected again for ever, and given up where it is open and silent. */
export class KeptSocket {
  readonly #options: KeptSocketOptions;
  readonly #closing = new AbortController();
  #socket: WebSocket | undefined;
  #running: Promise<void> | undefined;
  #state: StreamHealth['state'] = 'disconnected';
  #since: Instant;
  /** Ends the wait before the next attempt. */
  #hurry = new AbortController();
  #heard = 0;
  #lastMessage: Instant | undefined;
  #messages = 0;
  #connects = 0;
  #failures = 0;

  constructor(options: KeptSocketOptions) {
    this.#options = options;
    this.#since = options.clock.now();
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** False where it does not stand now. */
  send(text: string | Buffer): boolean {
    if (this.#state !== 'connected' || this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(text);
    return true;
  }

  /** Ends the connection, so that another is made: the one there is says nothing, or not everything. */
  restart(): void {
    this.#socket?.terminate();
  }

  /** Something has changed: the next attempt is made now. */
  hurry(): void {
    this.#failures = 0;
    this.#hurry.abort();
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
      const stood = await this.#connection().catch(() => false);
      if (signal.aborted) return;
      if (!stood) this.#options.onFailure(++this.#failures);
      this.#enter('reconnecting');
      const wait = Math.max(SHORTEST_WAIT, fullJitter(this.#failures, this.#options.random(), waits));
      this.#hurry = new AbortController();
      const either = AbortSignal.any([signal, this.#hurry.signal]);
      await sleep(wait, undefined, { signal: either }).catch(() => undefined);
    }
  }

  /** From the attempt to connect to the end of the connection; whether it stood. */
  async #connection(): Promise<boolean> {
    const address = await this.#options.address();
    if (this.#closing.signal.aborted) return false;
    return new Promise((resolve) => {
      const socket = new WebSocket(address, { handshakeTimeout: CONNECT_MILLISECONDS, maxPayload: LARGEST });
      this.#socket = socket;
      let stood = false;
      let timer: NodeJS.Timeout | undefined;
      socket.on('open', () => {
        stood = true;
        this.#heard = performance.now();
        timer = this.#watchSilence(socket);
        this.#opened();
      });
      const hear = () => {
        this.#heard = performance.now();
      };
      socket.on('ping', hear);
      socket.on('pong', hear);
      socket.on('message', (data, isBinary) => this.#take(data, isBinary));
      // the end is told by 'close' as well
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearInterval(timer);
        resolve(stood);
      });
    });
  }

  #opened(): void {
    this.#connects += 1;
    this.#failures = 0;
    this.#enter('connected');
    this.#options.onOpen();
  }

  #take(data: RawData, isBinary: boolean): void {
    const bytes = Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
    this.#heard = performance.now();
    this.#messages += 1;
    this.#lastMessage = this.#options.clock.now();
    if (isBinary) this.#options.onBinary(bytes);
    else this.#options.onText(bytes.toString('utf8'));
  }

  #watchSilence(socket: WebSocket): NodeJS.Timeout {
    const { silenceMilliseconds, pings = false } = this.#options;
    const look = (): void => {
      if (performance.now() - this.#heard > silenceMilliseconds) socket.terminate();
      else if (pings && socket.readyState === WebSocket.OPEN) socket.ping();
    };
    return setInterval(look, Math.max(10, silenceMilliseconds / 4)).unref();
  }

  #enter(state: StreamHealth['state']): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#since = this.#options.clock.now();
    this.#options.onChange();
  }
}
