import type { Clock } from '../../core/clock.ts';
import { type Instant, SECOND } from '../../core/model/time.ts';

/** At most so many calls in any stretch of so many microseconds, by caller. */
export class SlidingWindow {
  readonly #clock: Clock;
  readonly #calls: number;
  readonly #span: number;
  readonly #made = new Map<string, Instant[]>();

  constructor(clock: Clock, calls: number, seconds: number) {
    this.#clock = clock;
    this.#calls = calls;
    this.#span = seconds * SECOND;
  }

  /** Whether one more is within the limit; a call that is refused does not count. */
  take(caller: string): boolean {
    const now = this.#clock.now();
    const recent = (this.#made.get(caller) ?? []).filter((at) => at > now - this.#span);
    const within = recent.length < this.#calls;
    if (within) recent.push(now);
    this.#made.set(caller, recent);
    return within;
  }
}
