import type { Clock } from '../../../../core/clock.ts';
import type { Instant } from '../../../../core/model/time.ts';
import { VenueProblem } from '../../../../core/venue/books.ts';
import type { StreamHealth } from '../../../../core/venue/health.ts';
import { KeptSocket } from '../../kept-socket.ts';
import { readRecord, type TellMalformed } from '../../parse/records.ts';
import { jsonOf } from '../parse/envelope.ts';
import { decodeFrame, type Packet, TornFrame } from './decode.ts';
import { tickerMessage } from './message.ts';

export interface TickerOptions {
  /** Without what it is logged in with. */
  readonly address: string;
  readonly apiKey: string;
  readonly token: () => Promise<string>;
  readonly packet: (packet: Packet) => void;
  /** All packets of a frame were given. */
  readonly told: () => void;
  /** An update of an order, not read yet. */
  readonly order: (data: unknown) => void;
  /** A sentence that Kite sends to whoever looks at the market. */
  readonly said: (kind: 'error' | 'message', text: string) => void;
  /** A connection stands, the first time or again. */
  readonly onConnected: (isAgain: boolean) => void;
  readonly onChange: () => void;
  readonly onFailure: (failures: number) => void;
  readonly malformed: TellMalformed;
  readonly clock: Clock;
  readonly random: () => number;
  readonly silenceMilliseconds: number;
}

/** As documented, for one key. */
const INSTRUMENTS = 3_000;
const CONNECTIONS = 3;
/** Names of one request. */
const AT_ONCE = 1_000;
/** Hexadecimal digits of a frame that cannot be read, which is kept. */
const SHOWN = 500;

interface Connection {
  readonly socket: KeptSocket;
  readonly tokens: Set<number>;
}

/** The ticker: markets in packets, orders as text. One connection, and others where more is looked at than one of them takes. */
export class Ticker {
  readonly #options: TickerOptions;
  readonly #connections: Connection[] = [];

  constructor(options: TickerOptions) {
    this.#options = options;
    this.#add();
  }

  start(): void {
    for (const { socket } of this.#connections) socket.start();
  }

  /** Holds from now on, over every reconnect. Throws a `VenueProblem` where the connections are full. */
  subscribe(token: number): void {
    if (this.#connections.some(({ tokens }) => tokens.has(token))) return;
    const room = this.#connections.find(({ tokens }) => tokens.size < INSTRUMENTS) ?? this.#another();
    room.tokens.add(token);
    ask(room.socket, [token]);
  }

  restart(): void {
    for (const { socket } of this.#connections) socket.restart();
  }

  /** There is a token now. */
  hurry(): void {
    for (const { socket } of this.#connections) socket.hurry();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#connections.map(({ socket }) => socket.stop()));
  }

  get connected(): boolean {
    return this.#connections.every(({ socket }) => socket.connected);
  }

  /** Since when orders are heard of; undefined while they are not. */
  get since(): Instant | undefined {
    return this.#connections[0]?.socket.standsSince;
  }

  health(): readonly StreamHealth[] {
    return this.#connections.map(({ socket }) => socket.health());
  }

  #another(): Connection {
    if (this.#connections.length < CONNECTIONS) return this.#add();
    const most = (INSTRUMENTS * CONNECTIONS).toLocaleString('en-US');
    throw new VenueProblem(`Kite tells of ${most} instruments at once, and so many are followed already.`);
  }

  #add(): Connection {
    const { address, apiKey, token, clock, random, silenceMilliseconds, onChange, onFailure } = this.#options;
    const number = this.#connections.length + 1;
    const tokens = new Set<number>();
    const socket: KeptSocket = new KeptSocket({
      name: number === 1 ? 'ticker' : `ticker ${number}`,
      async address() {
        const url = new URL(address);
        url.searchParams.set('api_key', apiKey);
        url.searchParams.set('access_token', await token());
        return url.href;
      },
      onBinary: (frame) => this.#binary(frame),
      onText: (text) => this.#text(text),
      onOpen: () => {
        ask(socket, [...tokens]);
        this.#options.onConnected(socket.reconnects > 0);
      },
      onChange,
      onFailure,
      subscriptions: () => tokens.size,
      clock,
      random,
      silenceMilliseconds,
    });
    const made = { socket, tokens };
    this.#connections.push(made);
    if (number > 1) socket.start();
    return made;
  }

  #binary(frame: Buffer): void {
    const { packet, told, malformed } = this.#options;
    try {
      decodeFrame(frame, packet);
    } catch (error) {
      if (!(error instanceof TornFrame)) throw error;
      malformed({ where: 'ticker', reason: error.message, text: frame.toString('hex').slice(0, SHOWN) });
    }
    told();
  }

  #text(text: string): void {
    const { order, said, malformed } = this.#options;
    const message = readRecord(tickerMessage, jsonOf(text) ?? text, 'ticker', malformed);
    if (message === undefined) return;
    const { type, data } = message;
    if (type === 'order') order(data);
    else if ((type === 'error' || type === 'message') && typeof data === 'string') said(type, data);
  }
}

function ask(socket: KeptSocket, tokens: readonly number[]): void {
  for (let from = 0; from < tokens.length; from += AT_ONCE) {
    const some = tokens.slice(from, from + AT_ONCE);
    socket.send(JSON.stringify({ a: 'subscribe', v: some }));
    socket.send(JSON.stringify({ a: 'mode', v: ['full', some] }));
  }
}
