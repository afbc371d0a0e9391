import type { WebSocket } from 'ws';
import type { FaultyStream, StreamEnds } from '../../faults/stream.ts';
import type { Session } from '../sessions.ts';
import { closing, completion, HANDSHAKE, notGreeted, PING, RECORD_END, readFrame, type Said } from './records.ts';

const PING_MILLISECONDS = 15_000;
const SILENCE_MILLISECONDS = 30_000;
const HANDSHAKE_MILLISECONDS = 15_000;
/** From here on a client is behind: of what replaces itself it gets the newest once it has caught up. */
const BEHIND_BYTES = 1_000_000;
/** Nothing more is kept for a client that takes nothing. */
const MOST_BYTES = 64_000_000;

/** A method that a client may invoke. */
export interface HubMethod {
  readonly parameters: number;
  run(connection: HubConnection, ...args: readonly unknown[]): void;
}

export type HubMethods = Readonly<Record<string, HubMethod>>;

export type FaultyEnds = (ends: StreamEnds) => FaultyStream;

export interface ConnectionParts {
  readonly socket: WebSocket;
  readonly session: Session;
  readonly methods: HubMethods;
  readonly toFaulty: FaultyEnds;
}

/** One client of a hub. What it is sent in one turn of the event loop leaves in one frame. */
export class HubConnection {
  readonly session: Session;
  /** What it subscribed to. */
  readonly topics = new Set<string>();
  readonly #socket: WebSocket;
  readonly #methods: HubMethods;
  readonly #ended: (connection: HubConnection) => void;
  readonly #stream: FaultyStream;
  readonly #pings: NodeJS.Timeout;
  readonly #newest = new Map<string, { readonly target: string; readonly text: () => string }>();
  #isGreeted = false;
  #isFlushing = false;
  #records: string[] = [];
  #size = 0;
  #heard = performance.now();

  constructor({ socket, session, methods, toFaulty }: ConnectionParts, ended: (connection: HubConnection) => void) {
    this.#socket = socket;
    this.session = session;
    this.#methods = methods;
    this.#ended = ended;
    this.#stream = toFaulty({ send: (text) => this.#push(text), cut: () => this.cut() });
    socket.on('message', (data) => this.#take(String(data)));
    socket.on('close', () => this.#end());
    socket.on('error', () => this.cut());
    this.#pings = setInterval(() => this.#beat(), PING_MILLISECONDS);
    setTimeout(() => this.#isGreeted || this.cut(), HANDSHAKE_MILLISECONDS).unref();
  }

  get isBehind(): boolean {
    return this.#newest.size > 0 || this.#size + this.#socket.bufferedAmount > BEHIND_BYTES;
  }

  /** Tells of what happened, as far as nothing goes wrong on the way. */
  tell(target: string, text: string): void {
    this.#stream.send(target, text);
  }

  /** A client that is behind gets what `text` says when it has caught up, and not what a newer message replaces. */
  defer(key: string, target: string, text: () => string): void {
    this.#newest.set(key, { target, text });
  }

  /** Says good-bye and closes. */
  close(allowReconnect: boolean, error?: string): void {
    this.#push(closing(allowReconnect, error));
    this.#flush();
    this.#socket.close();
  }

  /** Ends without a word. */
  cut(): void {
    this.#socket.terminate();
  }

  #push(text: string): void {
    if (!this.#isGreeted || this.#stream.isHalfOpen) return;
    this.#records.push(text);
    this.#size += text.length;
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#isFlushing = false;
    if (this.#records.length === 0) return;
    const text = this.#records.join(RECORD_END) + RECORD_END;
    this.#records = [];
    this.#size = 0;
    if (this.#socket.bufferedAmount > MOST_BYTES) this.cut();
    else this.#socket.send(text, () => this.#caughtUp());
  }

  #caughtUp(): void {
    if (this.#newest.size === 0 || this.#socket.bufferedAmount > BEHIND_BYTES / 4) return;
    const newest = [...this.#newest.values()];
    this.#newest.clear();
    for (const { target, text } of newest) this.tell(target, text());
  }

  #beat(): void {
    const isSilent = performance.now() - this.#heard > SILENCE_MILLISECONDS;
    if (isSilent) this.close(true, 'The client was silent for too long.');
    else this.#push(PING);
  }

  #take(text: string): void {
    if (this.#stream.isHalfOpen) return;
    this.#heard = performance.now();
    try {
      for (const said of readFrame(text)) this.#answer(said);
    } catch (error) {
      this.close(false, `Connection closed with an error. ${error instanceof Error ? error.message : ''}`.trim());
    }
  }

  #answer(said: Said): void {
    if (!this.#isGreeted) this.#greet(said);
    else if (said.type === 'close') this.#socket.close();
    else if (said.type === 'invoke') this.#call(said);
  }

  #call(said: Said & { type: 'invoke' }): void {
    const error = this.#invoke(said.target, said.arguments);
    if (said.invocationId !== undefined) this.#push(completion(said.invocationId, error));
  }

  #greet(said: Said): void {
    if (said.type === 'handshake' && said.protocol === 'json' && said.version === 1) {
      this.#isGreeted = true;
      this.#push(HANDSHAKE);
      return;
    }
    const error =
      said.type === 'handshake' ? `The protocol '${said.protocol}' is not supported.` : 'Handshake was canceled.';
    this.#socket.send(notGreeted(error) + RECORD_END);
    this.#socket.close();
  }

  /** Why it failed, in the words of the server that these hubs are written in. */
  #invoke(target: string, args: readonly unknown[]): string | undefined {
    const name = Object.keys(this.#methods).find((each) => each.toLowerCase() === target.toLowerCase());
    const method = name === undefined ? undefined : this.#methods[name];
    if (method === undefined) return `Unknown hub method '${target}'`;
    if (args.length !== method.parameters) {
      return `Failed to invoke '${target}' due to an error on the server. InvalidDataException: Invocation provides ${args.length} argument(s) but target expects ${method.parameters}.`;
    }
    method.run(this, ...args);
    return undefined;
  }

  #end(): void {
    clearInterval(this.#pings);
    this.#isGreeted = false;
    this.#stream.close();
    this.#newest.clear();
    this.#ended(this);
  }
}
