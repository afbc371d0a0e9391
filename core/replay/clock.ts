import type { Clock } from '../clock.ts';
import { OutOfRange } from '../errors.ts';
import { type Instant, instant, SECOND } from '../model/time.ts';

/** Console seconds a machine second, or as fast as it goes. */
export type ReplaySpeed = number | 'max';

/** After a longer stretch without a step (a machine that slept, a stretch too dense for its speed) the rest is not made up for. */
const LAG = SECOND;

export interface ReplayClockOptions {
  readonly machine: Clock;
  readonly from: Instant;
  readonly to: Instant;
  readonly speed?: ReplaySpeed;
}

/**
 * The console's clock while a recording is played. It stands where the recording stands: what was not played yet has not happened, so an order
 * never comes between two events that were slow to be played. `due` says how far playing should have come by the machine's clock.
 */
export class ReplayClock implements Clock {
  readonly from: Instant;
  readonly to: Instant;
  readonly #machine: Clock;
  #speed: ReplaySpeed;
  #playing = false;
  #at: Instant;
  /** The machine's instant that `#at` is at. */
  #since: Instant;

  /** Stands at `from`, paused. Throws `OutOfRange` for a speed that is none, or an end before the beginning. */
  constructor({ machine, from, to, speed = 1 }: ReplayClockOptions) {
    if (to < from) throw new OutOfRange(`A replay cannot end at ${to}, before it begins at ${from}.`);
    this.from = from;
    this.to = to;
    this.#machine = machine;
    this.#speed = checked(speed);
    this.#at = from;
    this.#since = machine.now();
  }

  get playing(): boolean {
    return this.#playing;
  }

  get speed(): ReplaySpeed {
    return this.#speed;
  }

  now(): Instant {
    return this.#at;
  }

  /** How far playing should have come: where it stands while it is paused, the end as fast as it goes. */
  due(): Instant {
    if (!this.#playing) return this.#at;
    if (this.#speed === 'max') return this.to;
    const passed = Math.min(LAG, Math.max(0, this.#machine.now() - this.#since));
    return instant(Math.min(this.to, this.#at + passed * this.#speed));
  }

  play(): void {
    if (this.#playing) return;
    this.#playing = true;
    this.#since = this.#machine.now();
  }

  pause(): void {
    this.#playing = false;
  }

  /** Throws `OutOfRange` for what is no speed. What is due already is due at the speed it was played at. */
  setSpeed(speed: ReplaySpeed): void {
    this.#speed = checked(speed);
    this.#since = this.#machine.now();
  }

  /** Stands at `at` from now on, never behind where it stands and never beyond the end. */
  moveTo(at: Instant): void {
    const to = Math.min(at, this.to) as Instant;
    if (to <= this.#at) return;
    this.#at = to;
    this.#since = this.#machine.now();
  }
}

function checked(speed: ReplaySpeed): ReplaySpeed {
  if (speed === 'max' || (Number.isFinite(speed) && speed > 0)) return speed;
  throw new OutOfRange(`${speed} is no speed; give console seconds a machine second, such as 1, 60 or 0.5, or max.`);
}
