import { setTimeout as sleep } from 'node:timers/promises';
import { HttpTransportType, type HubConnection, HubConnectionBuilder, NullLogger } from '@microsoft/signalr';
import type { Clock } from '../../../core/clock.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { StreamHealth } from '../../../core/venue/health.ts';
import { fullJitter } from '../../calls/retry.ts';
import type { TellMalformed } from '../parse/records.ts';
import { HubProtocol } from './hub-protocol.ts';

export interface HubOptions {
  /** `user`, `market` */
  readonly name: string;
  readonly address: string;
  readonly token: () => Promise<string>;
  /** What the gateway calls here, by its name. None of them throws. */
  readonly targets: Readonly<Record<string, (...values: readonly unknown[]) => void>>;
  /** It is open, and nothing was said or asked for yet. */
  readonly onOpen: () => void;
  /** Every subscription stands. */
  readonly onConnected: () => void;
  readonly onChange: () => void;
  /** A connection failed; how many in a row. */
  readonly onFailure: (failures: number) => void;
  readonly malformed: TellMalformed;
  readonly clock: Clock;
  readonly random: () => number;
  /** Without a word of the other end, its pings included, a connection is given up. */
  readonly silenceMilliseconds?: number;
}

/** The other end pings every 15 s. */
const SILENCE_MILLISECONDS = 30_000;
const CONNECT_MILLISECONDS = 10_000;
const waits = { first: 500, longest: 30_000 };
const SHORTEST_WAIT = 50;

/** One SignalR hub over a WebSocket, connected again for ever, and every subscription invoked again each time. */
export class Hub {
  readonly #options: HubOptions;
  readonly #subscriptions = new Map<string, readonly [method: string, ...values: readonly unknown[]]>();
  readonly #closing = new AbortController();
  #connection: HubConnection | undefined;
  #running: Promise<void> | undefined;
  #state: StreamHealth['state'] = 'disconnected';
  #since: Instant;
  #lastMessage: Instant | undefined;
  #messages = 0;
  #connects = 0;
  #failures = 0;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#since = options.clock.now();
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Holds from now on, over every reconnect. */
  subscribe(method: string, ...values: readonly unknown[]): void {
    this.#subscriptions.set(JSON.stringify([method, ...values]), [method, ...values]);
    if (this.#state === 'connected') void this.#connection?.invoke(method, ...values).catch(() => this.restart());
  }

  /** Ends the connection, so that another is made: the one there is says nothing, or not everything. */
  restart(): void {
    void this.#connection?.stop().catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#closing.abort();
    await this.#connection?.stop().catch(() => undefined);
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

  health(): StreamHealth {
    return {
      name: this.#options.name,
      state: this.#state,
      since: this.#since,
      ...(this.#lastMessage === undefined ? {} : { lastMessage: this.#lastMessage }),
      messages: this.#messages,
      reconnects: Math.max(0, this.#connects - 1),
      subscriptions: this.#subscriptions.size,
    };
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      this.#enter(this.#connects === 0 ? 'connecting' : 'reconnecting');
      const standing = await this.#connect().catch(() => undefined);
      if (standing === undefined) this.#options.onFailure(++this.#failures);
      else await standing.ended;
      if (signal.aborted) return;
      this.#enter('reconnecting');
      const wait = Math.max(SHORTEST_WAIT, fullJitter(this.#failures, this.#options.random(), waits));
      await sleep(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  /** The connection's end, once it stands with all subscriptions. */
  async #connect(): Promise<{ readonly ended: Promise<void> }> {
    const { address, token, name, malformed, targets } = this.#options;
    const jwt = await token();
    // documented with the token in the address, as browsers send it; programs send a header
    const url = new URL(address);
    url.searchParams.set('access_token', jwt);
    const connection = new HubConnectionBuilder()
      .withUrl(url.href, {
        skipNegotiation: true,
        transport: HttpTransportType.WebSockets,
        accessTokenFactory: () => jwt,
        logger: NullLogger.instance,
      })
      .configureLogging(NullLogger.instance)
      .withHubProtocol(new HubProtocol(`${name} hub`, malformed))
      .withServerTimeout(this.#options.silenceMilliseconds ?? SILENCE_MILLISECONDS)
      .build();
    for (const [target, take] of Object.entries(targets)) {
      connection.on(target, (...values: readonly unknown[]): void => {
        this.#messages += 1;
        this.#lastMessage = this.#options.clock.now();
        take(...values);
      });
    }
    const ended = new Promise<void>((resolve) => connection.onclose(() => resolve()));
    this.#connection = connection;
    try {
      await this.#inTime(this.#begin(connection));
    } catch (error) {
      await connection.stop().catch(() => undefined);
      throw error;
    }
    return { ended };
  }

  async #begin(connection: HubConnection): Promise<void> {
    await connection.start();
    this.#options.onOpen();
    for (const [method, ...values] of this.#subscriptions.values()) await connection.invoke(method, ...values);
    this.#connects += 1;
    this.#failures = 0;
    this.#enter('connected');
    this.#options.onConnected();
  }

  async #inTime(work: Promise<void>): Promise<void> {
    const timer = new AbortController();
    const { signal } = this.#closing;
    const late = sleep(CONNECT_MILLISECONDS, undefined, { signal: AbortSignal.any([timer.signal, signal]) }).then(
      () => Promise.reject(new Error(`The ${this.#options.name} hub does not answer.`)),
      (error: unknown) => (timer.signal.aborted ? undefined : Promise.reject(error)),
    );
    try {
      await Promise.race([work, late]);
    } finally {
      timer.abort();
      work.catch(() => undefined);
    }
  }

  #enter(state: StreamHealth['state']): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#since = this.#options.clock.now();
    this.#options.onChange();
  }
}
