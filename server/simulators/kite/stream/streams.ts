import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { ExchangeEvent, SimulatedExchange } from '../../port.ts';
import type { Listed, Listing } from '../listing.ts';
import type { Sessions } from '../sessions.ts';
import { Connection, type ToFaulty } from './connection.ts';
import { type Mode, packetOf } from './packets.ts';

const MOST_CONNECTIONS = 3;
const MOST_BYTES = 262_144;
/** Ticks of one instrument are so far apart at least. */
const TICK_MILLISECONDS = 200;
const BEAT_MILLISECONDS = 2_000;

export interface StreamsParts {
  readonly exchange: SimulatedExchange;
  readonly listing: Listing;
  readonly sessions: Sessions;
  readonly toFaulty: ToFaulty;
}

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

/** Every connection of the stream, and what has changed since they were last told. */
export class Streams {
  readonly #parts: StreamsParts;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });
  readonly #connections = new Map<Connection, string>();
  readonly #timers: readonly NodeJS.Timeout[];
  #changed = new Set<number>();

  constructor(parts: StreamsParts) {
    this.#parts = parts;
    this.#timers = [
      setInterval(() => this.#tick(), TICK_MILLISECONDS).unref(),
      setInterval(() => this.#beat(), BEAT_MILLISECONDS).unref(),
    ];
  }

  /** For `upgrade` of a server. */
  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const { sessions } = this.#parts;
    const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const key = searchParams.get('api_key') ?? '';
    const token = searchParams.get('access_token') ?? '';
    const isValid = () => sessions.isValid(key, token);
    const same = [...this.#connections.values()].filter((each) => each === key).length;
    if (!isValid()) refuse(socket, '403 Forbidden');
    else if (same >= MOST_CONNECTIONS) refuse(socket, '429 Too Many Requests');
    else
      this.#sockets.handleUpgrade(request, socket, head, (accepted) => {
        const parts = { ...this.#parts, socket: accepted, isValid };
        this.#connections.set(new Connection(parts, (ended) => this.#connections.delete(ended)), key);
      });
  };

  take(event: ExchangeEvent): void {
    const id = instrumentOf(event);
    const token = id === undefined ? undefined : this.#parts.listing.byId(id)?.token;
    if (token !== undefined) this.#changed.add(token);
  }

  /** An order's update goes to every connection of the user. */
  order(row: Readonly<Record<string, unknown>>): void {
    const text = JSON.stringify({ type: 'order', id: '', data: row });
    for (const connection of this.#connections.keys()) connection.tell('order', text);
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const connection of this.#connections.keys()) connection.cut();
    this.#sockets.close();
  }

  #tick(): void {
    if (this.#connections.size === 0) return;
    const changed = this.#changed;
    this.#changed = new Set();
    const made = new Map<string, Buffer | undefined>();
    const packet = (listed: Listed, mode: Mode): Buffer | undefined => {
      const key = `${listed.token} ${mode}`;
      const known = made.get(key) ?? packetOf(listed, mode, this.#parts.exchange);
      made.set(key, known);
      return known;
    };
    for (const connection of this.#connections.keys()) connection.tick(changed, packet);
  }

  #beat(): void {
    for (const connection of this.#connections.keys()) connection.beat();
  }
}

function instrumentOf(event: ExchangeEvent): string | undefined {
  switch (event.type) {
    case 'quote':
      return event.quote.instrument;
    case 'market_trade':
      return event.trade.instrument;
    case 'depth':
    case 'index':
      return event.instrument;
    default:
      return undefined;
  }
}
