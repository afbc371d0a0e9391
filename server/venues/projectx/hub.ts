import { setTimeout as sleep } from 'node:timers/promises';
import { HttpTransportType, type HubConnection, HubConnectionBuilder, NullLogger } from '@microsoft/signalr';
import { KeptConnection, type KeptConnectionOptions } from '../kept-connection.ts';
import type { TellMalformed } from '../parse/records.ts';
import { HubProtocol } from './hub-protocol.ts';

export interface HubOptions extends KeptConnectionOptions {
  readonly address: string;
  readonly token: () => Promise<string>;
  /** What the gateway calls here, by its name. None of them throws. */
  readonly targets: Readonly<Record<string, (...values: readonly unknown[]) => void>>;
  /** It is open, and nothing was said or asked for yet. */
  readonly onOpen: () => void;
  /** Every subscription stands. */
  readonly onConnected: () => void;
  readonly malformed: TellMalformed;
  /** Without a word of the other end, its pings included, a connection is given up. */
  readonly silenceMilliseconds: number;
}

const CONNECT_MILLISECONDS = 10_000;

/** One SignalR hub over a WebSocket, connected again for ever, and every subscription invoked again each time. */
export class Hub extends KeptConnection {
  readonly #options: HubOptions;
  readonly #subscriptions = new Map<string, readonly [method: string, ...values: readonly unknown[]]>();
  #connection: HubConnection | undefined;

  constructor(options: HubOptions) {
    super(options);
    this.#options = options;
  }

  /** Holds from now on, over every reconnect. */
  subscribe(method: string, ...values: readonly unknown[]): void {
    this.#subscriptions.set(JSON.stringify([method, ...values]), [method, ...values]);
    if (this.connected) void this.#connection?.invoke(method, ...values).catch(() => this.restart());
  }

  /** It stands with all subscriptions. */
  protected override async connect(closing: AbortSignal): Promise<{ readonly ended: Promise<void> }> {
    const { address, token, name, malformed, targets, silenceMilliseconds } = this.#options;
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
      .withServerTimeout(silenceMilliseconds)
      .build();
    for (const [target, take] of Object.entries(targets)) {
      connection.on(target, (...values: readonly unknown[]): void => {
        this.message();
        take(...values);
      });
    }
    const ended = new Promise<void>((resolve) => connection.onclose(() => resolve()));
    this.#connection = connection;
    try {
      await this.#inTime(this.#begin(connection), closing);
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
  }

  protected override stood(): void {
    this.#options.onConnected();
  }

  protected override async end(): Promise<void> {
    await this.#connection?.stop().catch(() => undefined);
  }

  protected override subscribed(): number {
    return this.#subscriptions.size;
  }

  async #inTime(work: Promise<void>, closing: AbortSignal): Promise<void> {
    const timer = new AbortController();
    const late = sleep(CONNECT_MILLISECONDS, undefined, { signal: AbortSignal.any([timer.signal, closing]) }).then(
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
}
