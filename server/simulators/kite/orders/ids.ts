import type { Instant } from '../../../../core/model/time.ts';
import { MILLISECOND } from '../../../../core/model/time.ts';

/** Milliseconds at which the count of order ids begins. */
const EPOCH = 1_288_834_974_657;

/** Ids of nineteen digits with the time in them, as the vendor's are: none is exact as a JSON number. */
export class OrderIds {
  #last = 0n;

  next(at: Instant): string {
    const id = BigInt(Math.floor(at / MILLISECOND) - EPOCH) << 22n;
    this.#last = id > this.#last ? id : this.#last + 1n;
    return String(this.#last);
  }
}
