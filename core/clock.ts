import { type Instant, instant } from './model/time.ts';

/** The console's clock is what cells, strategies and the market see; the machine's clock times what is about the machine. */
export interface Clock {
  now(): Instant;
}

/** The machine's wall clock. `performance.timeOrigin + now` gives microseconds where `Date.now` gives milliseconds. */
export const machineClock: Clock = {
  now: () => instant((performance.timeOrigin + performance.now()) * 1_000),
};

/** A clock that stands still until it is moved: replay, tests and scrubbing. */
export class ManualClock implements Clock {
  #now: Instant;

  constructor(start: Instant) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  /** Moves to `at`; a clock never runs backwards, so an earlier instant is refused. */
  set(at: Instant): void {
    if (at < this.#now) throw new RangeError(`clock cannot move back from ${this.#now} to ${at}`);
    this.#now = at;
  }

  advance(microseconds: number): void {
    this.set(instant(this.#now + microseconds));
  }
}
