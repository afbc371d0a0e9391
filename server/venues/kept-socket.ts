import { type RawData, WebSocket } from 'ws';
import { KeptConnection, type KeptConnectionOptions } from './kept-connection.ts';

export interface KeptSocketOptions extends KeptConnectionOptions {
  /** Where to, with the token in it; asked for before each attempt. */
  readonly address: () => Promise<string>;
  /** None of these throws. */
  readonly onBinary: (frame: Buffer) => void;
  readonly onText: (text: string) => void;
  /** It stands: what is subscribed to is to be said again. */
  readonly onOpen: () => void;
  readonly subscriptions: () => number;
  /** Without a word of the other end a connection is given up. */
  readonly silenceMilliseconds: number;
  /** Asks the other end for a word where it may have none to say for long. */
  readonly pings?: boolean;
}

const CONNECT_MILLISECONDS = 10_000;
/** What comes at once is bounded, however much a simulator or a proxy sends. */
const LARGEST = 16_000_000;

/** One WebSocket that is connected again for ever, and given up where it is open and silent. */
export class KeptSocket extends KeptConnection {
  readonly #options: KeptSocketOptions;
  #socket: WebSocket | undefined;
  #heard = 0;

  constructor(options: KeptSocketOptions) {
    super(options);
    this.#options = options;
  }

  /** False where it does not stand now. */
  send(text: string | Buffer): boolean {
    if (!this.connected || this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(text);
    return true;
  }

  protected override async connect(closing: AbortSignal): Promise<{ readonly ended: Promise<void> }> {
    const address = await this.#options.address();
    closing.throwIfAborted();
    const socket = new WebSocket(address, { handshakeTimeout: CONNECT_MILLISECONDS, maxPayload: LARGEST });
    this.#socket = socket;
    const hear = (): void => {
      this.#heard = performance.now();
    };
    socket.on('ping', hear);
    socket.on('pong', hear);
    socket.on('message', (data, isBinary) => {
      hear();
      this.#take(data, isBinary);
    });
    // the end is told by 'close' as well
    socket.on('error', () => undefined);
    const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    await new Promise<void>((resolve, reject) => {
      socket.on('open', resolve);
      socket.on('close', reject);
    });
    hear();
    const timer = this.#watchSilence(socket);
    return { ended: ended.finally(() => clearInterval(timer)) };
  }

  protected override stood(): void {
    this.#options.onOpen();
  }

  protected override end(): void {
    this.#socket?.terminate();
  }

  protected override subscribed(): number {
    return this.#options.subscriptions();
  }

  #take(data: RawData, isBinary: boolean): void {
    const bytes = Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
    this.message();
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
}
