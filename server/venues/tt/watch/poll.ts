import type { Clock } from '../../../../core/clock.ts';
import type { Instant } from '../../../../core/model/time.ts';
import { VenueProblem } from '../../../../core/venue/books.ts';
import type { StreamHealth } from '../../../../core/venue/health.ts';
import type { Log } from '../../../desk/log.ts';
import { backOff } from '../../../spots/back-off.ts';

/** While it fails: a venue that is back is noticed soon. */
const LONGEST_MILLISECONDS = 15_000;

export interface PollParts {
  readonly name: string;
  /** Milliseconds between two looks while all is well. */
  readonly every: number;
  /** Gives how many things it found. */
  readonly look: (signal: AbortSignal) => Promise<number>;
  readonly clock: Clock;
  /** From 0 to less than 1. */
  readonly random: () => number;
  readonly log: Log;
  /** It went well after it had failed, or failed after it had gone well. */
  readonly turned: (well: boolean) => void;
}

/** Looks again and again, later while it fails; one look at a time. */
export class Poll {
  readonly #parts: PollParts;
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #failures = 0;
  #reason: string | undefined;
  #since: Instant;
  #looked: Instant | undefined;
  #found = 0;
  #resumptions = 0;

  constructor(parts: PollParts) {
    this.#parts = parts;
    this.#since = parts.clock.now();
  }

  /** Why it fails; undefined while it does not. */
  get reason(): string | undefined {
    return this.#reason;
  }

  /** The first look; rejects as it does. */
  async begin(): Promise<void> {
    this.#found += await this.#parts.look(this.#abort.signal);
    this.#looked = this.#parts.clock.now();
    this.#since = this.#looked;
    this.#plan();
  }

  /** Resolves when no look is under way. */
  async end(): Promise<void> {
    this.#abort.abort();
    clearTimeout(this.#timer);
    await this.#looking;
  }

  health(): StreamHealth {
    return {
      name: this.#parts.name,
      state: this.#abort.signal.aborted
        ? 'disconnected'
        : this.#failures > 0
          ? 'reconnecting'
          : this.#looked === undefined
            ? 'connecting'
            : 'connected',
      since: this.#since,
      ...(this.#looked === undefined ? {} : { lastMessage: this.#looked }),
      messages: this.#found,
      reconnects: this.#resumptions,
      subscriptions: 1,
    };
  }

  #plan(): void {
    if (this.#abort.signal.aborted) return;
    const { every, random } = this.#parts;
    const wait = Math.min(backOff(every, this.#failures, random()), Math.max(every, LONGEST_MILLISECONDS));
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().finally(() => this.#plan());
    }, wait);
  }

  async #look(): Promise<void> {
    try {
      this.#found += await this.#parts.look(this.#abort.signal);
      this.#looked = this.#parts.clock.now();
      if (this.#failures > 0) this.#turn(undefined);
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason !== this.#reason) this.#parts.log.warn(`TT's ${this.#parts.name}: ${reason}`);
    if (!(error instanceof VenueProblem))
      this.#parts.log.error(error instanceof Error ? (error.stack ?? reason) : reason);
    const first = this.#failures === 0;
    this.#failures += 1;
    this.#reason = reason;
    if (first) this.#turn(reason);
  }

  #turn(reason: string | undefined): void {
    this.#since = this.#parts.clock.now();
    this.#reason = reason;
    if (reason === undefined) {
      this.#failures = 0;
      this.#resumptions += 1;
    }
    this.#parts.turned(reason === undefined);
  }
}
