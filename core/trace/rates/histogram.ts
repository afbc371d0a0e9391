import { BUCKETS, bucketOf, middleOf } from './buckets.ts';

const step = 32;

/** Lengths of time in milliseconds, counted by bucket; it holds only the stretch of buckets that were met. */
export class Histogram {
  count = 0;
  sum = 0;
  max = 0;
  #first = 0;
  #counts = new Uint32Array(0);

  add(milliseconds: number): void {
    const bucket = bucketOf(milliseconds);
    const place = bucket - this.#first;
    if (place >= 0 && place < this.#counts.length) this.#counts[place]!++;
    else this.#widen(bucket, bucket)[bucket - this.#first]!++;
    this.count++;
    if (milliseconds > 0) {
      this.sum += milliseconds;
      if (milliseconds > this.max) this.max = milliseconds;
    }
  }

  /** Adds what another one counted. */
  merge(other: Histogram): void {
    if (other.count === 0) return;
    const last = other.#first + other.#counts.length - 1;
    const inside = other.#first >= this.#first && last < this.#first + this.#counts.length;
    const counts = inside ? this.#counts : this.#widen(other.#first, last);
    const shift = other.#first - this.#first;
    for (let index = 0; index < other.#counts.length; index++) counts[index + shift]! += other.#counts[index]!;
    this.count += other.count;
    this.sum += other.sum;
    this.max = Math.max(this.max, other.max);
  }

  /** Forgets the counts and keeps the room for new ones. */
  clear(): void {
    this.#counts.fill(0);
    this.count = 0;
    this.sum = 0;
    this.max = 0;
  }

  /** The length that a share of the calls did not exceed, within 1.6 %; undefined where nothing was counted. */
  quantile(share: number): number | undefined {
    if (this.count === 0) return undefined;
    const rank = Math.max(1, Math.ceil(share * this.count));
    if (rank >= this.count) return this.max;
    let seen = 0;
    for (let index = 0; index < this.#counts.length; index++) {
      seen += this.#counts[index]!;
      if (seen >= rank) return Math.min(this.max, middleOf(this.#first + index));
    }
    return this.max;
  }

  /** Makes room for a stretch of buckets, a power of two at a time. */
  #widen(from: number, to: number): Uint32Array {
    const empty = this.#counts.length === 0;
    const first = Math.min(empty ? from : this.#first, from - (from % step));
    const end = Math.max(empty ? 0 : this.#first + this.#counts.length, Math.min(BUCKETS, to - (to % step) + step));
    const start = first - (first % step);
    const counts = new Uint32Array(end - start);
    if (!empty) counts.set(this.#counts, this.#first - start);
    this.#first = start;
    this.#counts = counts;
    return counts;
  }
}
