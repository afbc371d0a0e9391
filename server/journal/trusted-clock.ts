import { HOUR, type Instant, MINUTE } from '../../core/model/time.ts';

const LEAP = 2 * HOUR;
const PATIENCE = 10 * MINUTE;

/** A clock that has just leapt may be set right again: until it has stood for a while, nothing is too old by it. */
export class TrustedClock {
  readonly #leap: number;
  #last = Number.POSITIVE_INFINITY;
  #trusted = 0;

  /** What is more than a leap of the clock, in microseconds. */
  constructor(leap: number = LEAP) {
    this.#leap = Math.min(leap, LEAP);
  }

  trusts(now: Instant): boolean {
    if (now - this.#last > this.#leap) this.#trusted = now + PATIENCE;
    this.#last = now;
    return now >= this.#trusted;
  }
}
