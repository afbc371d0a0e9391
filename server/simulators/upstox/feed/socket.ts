import type { WebSocket } from 'ws';
import type { FaultyStream, StreamEnds } from '../../faults/stream.ts';

const PING_MILLISECONDS = 5_000;
/** Nothing more is kept for a client that takes nothing. */
const MOST_BYTES = 64_000_000;

/** One connection of a stream, of texts or of bytes, and what goes wrong on it. Pings are answered here, as one that is half open answers none. */
export class FeedSocket<F extends string | Uint8Array> {
  readonly #socket: WebSocket;
  readonly #stream: FaultyStream<F>;
  readonly #pings: NodeJS.Timeout;

  constructor(socket: WebSocket, toFaulty: (ends: StreamEnds<F>) => FaultyStream<F>, ended: () => void) {
    this.#socket = socket;
    this.#stream = toFaulty({ send: (frame) => this.#send(frame), cut: () => this.cut() });
    this.#pings = setInterval(() => {
      if (!this.#stream.isHalfOpen) socket.ping();
    }, PING_MILLISECONDS);
    socket.on('ping', (data) => {
      if (!this.#stream.isHalfOpen) socket.pong(data);
    });
    socket.on('error', () => this.cut());
    socket.on('close', () => {
      clearInterval(this.#pings);
      this.#stream.close();
      ended();
    });
  }

  /** What a client says, as text. */
  onSaid(listener: (text: string) => void): void {
    this.#socket.on('message', (data) => {
      if (!this.#stream.isHalfOpen) listener(String(data));
    });
  }

  /** Says a message by its name, as far as nothing goes wrong on the way. */
  tell(name: string, frame: F): void {
    this.#stream.send(name, frame);
  }

  /** Ends without a word. */
  cut(): void {
    this.#socket.terminate();
  }

  #send(frame: F): void {
    if (this.#socket.bufferedAmount > MOST_BYTES) this.cut();
    else this.#socket.send(frame);
  }
}
