import { type Instant, MINUTE, SECOND } from '../../core/model/time.ts';

const REMEMBERED = 5 * MINUTE;

/**
 * How far another clock is from the machine's. A `Date` is a whole second that began before the answer came and ended after the request went out, so each
 * answer says between which bounds the difference lies, and several narrow it down.
 */
export class ClockSkew {
  #low = Number.NEGATIVE_INFINITY;
  #high = Number.POSITIVE_INFINITY;
  #since: Instant | undefined;

  /** `date` as the header has it. */
  told(date: string | undefined, sent: Instant, received: Instant): void {
    const stated = date === undefined ? Number.NaN : Date.parse(date) * 1_000;
    if (Number.isNaN(stated)) return;
    const [low, high] = [stated - received, stated + SECOND - sent];
    const agrees = low <= this.#high && high >= this.#low;
    if (this.#since === undefined || !agrees || received - this.#since > REMEMBERED) {
      [this.#low, this.#high, this.#since] = [low, high, received];
      return;
    }
    this.#low = Math.max(this.#low, low);
    this.#high = Math.min(this.#high, high);
  }

  /** Microseconds; more than nothing where the other clock is ahead. */
  get(): number | undefined {
    return this.#since === undefined ? undefined : Math.round((this.#low + this.#high) / 2);
  }
}
