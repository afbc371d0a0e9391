import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../core/clock.ts';
import type { Instant } from '../../core/model/time.ts';
import type { StreamHealth } from '../../core/venue/health.ts';
import { fullJitter } from '../calls/retry.ts';

export interface KeptConnectionOptions {
  /** `user`, `ticker` */
  readonly name: string;
  readonly onChange: () => void;
  /** A connection failed; how many in a row. */
  readonly onFailure: (failures: number) => void;
  readonly clock: Clock;
  readonly random: () => number;
}

const waits = { first: 500, longest: 30_000 };
const SHORTEST_WAIT = 50;

/** A connection that is made again for ever, how it stands, and what came over it. */
export abstract class KeptConnection {
  readonly #options: KeptConnectionOptions;
  readonly #closing = new AbortController();
  /** Ends the wait before the next attempt. */
  #hurry = new AbortController();
  #running: Promise<void> | undefined;
  #state: StreamHealth['state'] = 'disconnected';
  #since: Instant;
  #lastMessage: Instant | undefined;
  #messages = 0;
  #connects = 0;
  #failures = 0;

  constructor(options: KeptConnectionOptions) {
    this.#options = options;
    this.#since = options.clock.now();
  }

  /** Makes one. Resolves once it stands, with what resolves at its end; rejects where none came about. */
  protected abstract connect(closing: AbortSignal): Promise<{ readonly ended: Promise<void> }>;

  /** It stands from now on. */
  protected abstract stood(): void;

  /** Ends the one there is, which is then made again. */
  protected abstract end(): void | Promise<void>;

  protected abstract subscribed(): number;

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends the connection, so that another is made: the one there is says nothing, or not everything. */
  restart(): void {
    void this.end();
  }

  /** Something has changed: the next attempt is made now. */
  hurry(): void {
    this.#failures = 0;
    this.#hurry.abort();
  }

  async stop(): Promise<void> {
    this.#closing.abort();
    await this.end();
    await this.#running;
    this.#enter('disconnected');
  }

  get connected(): boolean {
    return this.#state === 'connected';
  }

  /** Since when it is connected; undefined while it is not. */
  get standsSince(): Instant | undefined {
    return this.connected ? this.#since : undefined;
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
      subscriptions: this.subscribed(),
    };
  }

  protected message(): void {
    this.#messages += 1;
    this.#lastMessage = this.#options.clock.now();
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      this.#enter(this.#connects === 0 ? 'connecting' : 'reconnecting');
      const standing = await this.connect(signal).catch(() => undefined);
      if (standing !== undefined) await this.#stand(standing.ended);
      if (signal.aborted) return;
      if (standing === undefined) this.#options.onFailure(++this.#failures);
      this.#enter('reconnecting');
      await this.#wait();
    }
  }

  #stand(ended: Promise<void>): Promise<void> {
    this.#connects += 1;
    this.#failures = 0;
    this.#enter('connected');
    this.stood();
    return ended;
  }

  #wait(): Promise<void> {
    this.#hurry = new AbortController();
    const signal = AbortSignal.any([this.#closing.signal, this.#hurry.signal]);
    const wait = Math.max(SHORTEST_WAIT, fullJitter(this.#failures, this.#options.random(), waits));
    return sleep(wait, undefined, { signal }).catch(() => undefined);
  }

  #enter(state: StreamHealth['state']): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#since = this.#options.clock.now();
    this.#options.onChange();
  }
}
