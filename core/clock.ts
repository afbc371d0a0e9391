import { DAY, type Instant, instant, MILLISECOND, SECOND } from './model/time.ts';

/** The console's clock is what cells, strategies and the market see; the machine's clock times what is about the machine. */
export interface Clock {
  now(): Instant;
  /** The last time that the clock under it was set, where there is one. */
  stepped?(): ClockStep | undefined;
  /** Goes on from an instant that was told already. */
  goOnFrom?(told: Instant): void;
}

/** A wall clock that was set, or a machine that slept. */
export interface ClockStep {
  /** When it was noticed, by the clock that follows it. */
  readonly at: Instant;
  /** Microseconds; less than nothing when it was set back. */
  readonly by: number;
  /** Microseconds that the following clock is still before the wall clock. */
  readonly ahead: number;
}

/** Wall clocks tell milliseconds; what differs by less than this is their grain. */
const GRAIN = 5 * MILLISECOND;
/** What people are told of; network time sets a clock by less. */
const TOLD = SECOND;

/**
 * Follows a wall clock and never goes back. A wall clock that is set forward (or a machine that slept) is followed at once; one that is set back is
 * waited for at half speed, so that time neither repeats nor stands still. Between two readings it runs by `elapsed`, which is finer. Both are given in
 * microseconds: `wall` since 1970, `elapsed` since anything, ascending.
 */
export class SteadyClock implements Clock {
  readonly #wall: () => number;
  readonly #elapsed: () => number;
  #now: number;
  #wallBefore: number;
  #elapsedBefore: number;
  #step: { readonly at: Instant; readonly by: number } | undefined;

  constructor(wall: () => number, elapsed: () => number) {
    this.#wall = wall;
    this.#elapsed = elapsed;
    this.#wallBefore = wall();
    this.#elapsedBefore = elapsed();
    this.#now = this.#wallBefore;
  }

  now(): Instant {
    const wall = this.#wall();
    const elapsed = this.#elapsed();
    const passed = Math.max(0, elapsed - this.#elapsedBefore);
    const jump = wall - this.#wallBefore - passed;
    this.#wallBefore = wall;
    this.#elapsedBefore = elapsed;
    const ahead = this.#now + passed - wall;
    if (Math.abs(ahead) <= GRAIN) this.#now += passed;
    else this.#now = ahead < 0 ? wall : Math.max(wall, this.#now + passed / 2);
    if (Math.abs(jump) >= TOLD) this.#step = { at: instant(this.#now), by: jump };
    return instant(this.#now);
  }

  stepped(): ClockStep | undefined {
    const now = this.now();
    return this.#step && { ...this.#step, ahead: Math.max(0, now - this.#wallBefore) };
  }

  /** An instant more than a day ahead is a mistake of that time and not of this one: it is not followed. */
  goOnFrom(told: Instant): void {
    const by = this.now() - told;
    if (by >= 0 || by < -DAY) return;
    this.#now = told;
    this.#step = { at: told, by };
  }
}

/** The machine's wall clock, in microseconds, as this process has followed it. */
export const machineClock: Clock = new SteadyClock(
  () => Date.now() * 1_000,
  () => performance.now() * 1_000,
);

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
