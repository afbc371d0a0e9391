import { type Instant, instant, SECOND } from '../model/time.ts';
import type { BreakerName, BreakerState } from './state.ts';

export interface BreakerSettings {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** Microseconds that nothing is tried. */
  readonly rest: number;
  /** Successes in a row after a rest that close it. */
  readonly successes: number;
  /** Calls that may be under way at once after a rest; any number where it is left out. */
  readonly probes?: number;
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
  #probing = 0;

  constructor(now: () => Instant, settings: BreakerSettings = breakerSettings) {
    this.#now = now;
    this.#settings = settings;
  }

  /** Whether a call may be made now; it is counted as made, or as rejected. */
  admit(): boolean {
    if (this.#state === 'open' && this.#rested()) {
      this.#state = 'half_open';
      this.#successes = 0;
      this.#probing = 0;
    }
    if (this.#state === 'open' || this.#probing >= this.#probes()) {
      this.#rejected += 1;
      return false;
    }
    this.#calls += 1;
    if (this.#state === 'half_open') this.#probing += 1;
    return true;
  }

  /** Until when nothing is tried; undefined where a call may be made now. */
  restsUntil(): Instant | undefined {
    if (this.#state !== 'open' || this.#openedAt === undefined || this.#rested()) return undefined;
    return instant(this.#openedAt + this.#settings.rest);
  }

  /** An admitted call ended without telling whether what it called is well. */
  untold(): void {
    this.#probing = Math.max(0, this.#probing - 1);
  }

  succeeded(): void {
    this.#failures = 0;
    if (this.#state !== 'half_open') return;
    this.untold();
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

  #probes(): number {
    return this.#state === 'half_open' ? (this.#settings.probes ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
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
