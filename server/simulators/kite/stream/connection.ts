import type { WebSocket } from 'ws';
import type { FaultyStream, StreamEnds } from '../../faults/stream.ts';
import type { SimulatedExchange } from '../../port.ts';
import type { Listed, Listing } from '../listing.ts';
import { frameOf, HEARTBEAT, type Mode, packetOf } from './packets.ts';
import { readSaid } from './request.ts';

export type Frame = string | Uint8Array;
export type ToFaulty = (ends: StreamEnds<Frame>) => FaultyStream<Frame>;

export interface ConnectionParts {
  readonly socket: WebSocket;
  readonly exchange: SimulatedExchange;
  readonly listing: Listing;
  readonly toFaulty: ToFaulty;
  /** Whether its token still is good. */
  readonly isValid: () => boolean;
}

const MOST_INSTRUMENTS = 3_000;
/** A client that takes nothing gets no ticks until it has: the newest are enough. */
const BEHIND_BYTES = 1_000_000;

/** One client of the stream. */
export class Connection {
  readonly #parts: ConnectionParts;
  readonly #stream: FaultyStream<Frame>;
  readonly #subscribed = new Map<number, { readonly listed: Listed; mode: Mode; readonly leave: () => void }>();
  #fresh = new Set<number>();
  #isSilent = true;

  constructor(parts: ConnectionParts, ended: (connection: Connection) => void) {
    this.#parts = parts;
    const { socket } = parts;
    this.#stream = parts.toFaulty({
      send: (frame) => socket.send(frame, { binary: typeof frame !== 'string' }),
      cut: () => socket.terminate(),
    });
    socket.on('message', (data, isBinary) => {
      if (!isBinary && !this.#stream.isHalfOpen) this.#take(String(data));
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.#stream.close();
      this.#unsubscribe([...this.#subscribed.keys()]);
      ended(this);
    });
  }

  /** Sends the newest of what has changed, in one frame; `packet` makes a packet once for all connections. */
  tick(changed: ReadonlySet<number>, packet: (listed: Listed, mode: Mode) => Buffer | undefined): void {
    if (this.#parts.socket.bufferedAmount > BEHIND_BYTES) return;
    const packets: Buffer[] = [];
    for (const [token, { listed, mode }] of this.#subscribed) {
      if (!changed.has(token) && !this.#fresh.has(token)) continue;
      const made = packet(listed, mode);
      if (made !== undefined) packets.push(made);
    }
    this.#fresh = new Set();
    if (packets.length === 0) return;
    this.#isSilent = false;
    this.#stream.send('ticks', frameOf(packets));
  }

  /** A text message, as an order's update. */
  tell(name: string, text: string): void {
    this.#isSilent = false;
    this.#stream.send(name, text);
  }

  /** Shows that it lives, if nothing else has; ends once its token has. */
  beat(): void {
    if (!this.#parts.isValid()) this.close();
    else if (this.#isSilent && !this.#stream.isHalfOpen) this.#parts.socket.send(HEARTBEAT);
    this.#isSilent = true;
  }

  close(): void {
    this.#parts.socket.close(1000);
  }

  cut(): void {
    this.#parts.socket.terminate();
  }

  #take(text: string): void {
    const said = readSaid(text);
    if (said === undefined) {
      this.#error('Invalid message.');
    } else if (said.action === 'unsubscribe') {
      this.#unsubscribe(said.tokens);
    } else {
      this.#subscribe(said.tokens, said.action === 'mode' ? said.mode : undefined);
    }
  }

  /** A token that is new gets its mode, or quote; one that is known keeps its own where none is said. */
  #subscribe(tokens: readonly number[], mode: Mode | undefined): void {
    const { exchange, listing } = this.#parts;
    for (const token of tokens) {
      const known = this.#subscribed.get(token);
      const listed = listing.byToken(token);
      if (listed === undefined) continue;
      this.#fresh.add(token);
      if (known !== undefined) {
        known.mode = mode ?? known.mode;
      } else if (this.#subscribed.size >= MOST_INSTRUMENTS) {
        this.#error(`A connection has ${MOST_INSTRUMENTS} instruments at most.`);
        return;
      } else {
        this.#subscribed.set(token, { listed, mode: mode ?? 'quote', leave: exchange.watch(listed.instrument.id) });
      }
    }
    this.tick(this.#fresh, (listed, each) => packetOf(listed, each, exchange));
  }

  #unsubscribe(tokens: readonly number[]): void {
    for (const token of tokens) {
      this.#subscribed.get(token)?.leave();
      this.#subscribed.delete(token);
    }
  }

  #error = (data: string): void => this.tell('error', JSON.stringify({ type: 'error', data }));
}
