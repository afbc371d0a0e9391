import type { Clock } from '../../core/clock.ts';
import { type Instant, instant, SECOND } from '../../core/model/time.ts';

/** At most so many in any stretch of a length. */
export class Rate {
  readonly #most: number;
  /** Microseconds. */
  readonly #length: number;
  readonly #clock: Pick<Clock, 'now'>;
  #taken: Instant[] = [];

  constructor(most: number, seconds: number, clock: Pick<Clock, 'now'>) {
    this.#most = most;
    this.#length = seconds * SECOND;
    this.#clock = clock;
  }

  /** Zero where one more is taken, else the whole seconds until the next would be. */
  wait(): number {
    const now = this.#clock.now();
    // a clock that was set back must not close a door for as long
    this.#taken = this.#taken.filter((at) => at > now - this.#length && at <= now);
    if (this.#taken.length < this.#most) {
      this.#taken.push(now);
      return 0;
    }
    const [oldest = now] = this.#taken;
    return Math.max(1, Math.ceil(instant(oldest + this.#length - now) / SECOND));
  }
}
