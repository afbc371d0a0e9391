import { type Instant, SECOND } from '../model/time.ts';
import type { BreakerName, BreakerState } from './state.ts';

export interface BreakerSettings {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** Microseconds that nothing is tried. */
  readonly rest: number;
  /** Successes in a row after a rest that close it. */
  readonly successes: number;
}

export const breakerSettings: BreakerSettings = { failures: 3, rest: 30 * SECOND, successes: 2 };

/**
 * Keeps calls from what fails: closed lets them through; after failures in a row it is open and lets none through; after a rest it is half open, where
 * successes in a row close it and one failure opens it again.
 */
export class Breaker {
  readonly #settings: BreakerSettings;
  readonly #now: () => Instant;
  #state: BreakerName = 'closed';
  #failures = 0;
  #successes = 0;
  #calls = 0;
  #rejected = 0;
  #opened = 0;
  #openedAt: Instant | undefined;

  constructor(now: () => Instant, settings: BreakerSettings = breakerSettings) {
    this.#now = now;
    this.#settings = settings;
  }

  /** Whether a call may be made now; it is counted as made, or as rejected. */
  admit(): boolean {
    if (this.#state === 'open' && this.#rested()) {
      this.#state = 'half_open';
      this.#successes = 0;
    }
    if (this.#state === 'open') {
      this.#rejected += 1;
      return false;
    }
    this.#calls += 1;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    if (this.#state !== 'half_open') return;
    this.#successes += 1;
    if (this.#successes >= this.#settings.successes) this.#state = 'closed';
  }

  failed(): void {
    if (this.#state === 'open') return;
    this.#failures += 1;
    if (this.#state === 'half_open' || this.#failures >= this.#settings.failures) this.#open();
  }

  state(): BreakerState {
    return {
      state: this.#state,
      failures: this.#failures,
      successes: this.#successes,
      calls: this.#calls,
      rejected: this.#rejected,
      opened: this.#opened,
      openedAt: this.#openedAt,
    };
  }

  #open(): void {
    this.#state = 'open';
    this.#opened += 1;
    this.#openedAt = this.#now();
  }

  #rested(): boolean {
    return this.#openedAt === undefined || this.#now() - this.#openedAt >= this.#settings.rest;
  }
}
