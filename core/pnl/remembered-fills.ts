import type { Fill } from '../model/fill.ts';
import type { ExecutionId } from '../model/ids.ts';

const FIRST_SLOTS = 64;
const SLOTS_PER_FILL = 4;

/**
 * Remembers at least the last `size` fills by execution id and at most twice as many, in constant room and time. A table with open
 * addressing: a slot holds the place of a fill, counted from 1, and 0 where it is free. A quarter of the slots is in use at most, so most ids
 * that are new are known to be so by looking at one number. A full table grows, or drops the older half of its fills.
 */
export class RememberedFills {
  readonly #size: number;
  readonly #fills: Fill[] = [];
  #slots = new Int32Array(FIRST_SLOTS);
  #hashes = new Int32Array(FIRST_SLOTS / SLOTS_PER_FILL);
  #count = 0;

  constructor(size: number) {
    this.#size = size;
  }

  find(id: ExecutionId): Fill | undefined {
    const place = this.#slots[this.#seek(id, hashOf(id))]!;
    return place === 0 ? undefined : this.#fills[place - 1];
  }

  /** Remembers a fill, or gives the one that is remembered under its id. */
  put(fill: Fill): Fill | undefined {
    const id = fill.executionId;
    const hash = hashOf(id);
    if (this.#count === this.#hashes.length) this.#grow();
    if (this.#count === 2 * this.#size) this.#dropOlder();
    const slot = this.#seek(id, hash);
    const place = this.#slots[slot]!;
    if (place !== 0) return this.#fills[place - 1];
    this.#hashes[this.#count] = hash;
    this.#fills[this.#count] = fill;
    this.#count += 1;
    this.#slots[slot] = this.#count;
    return undefined;
  }

  /** Takes back the `put` before. */
  dropNewest(): void {
    const { executionId: id } = this.#fills[this.#count - 1]!;
    this.#slots[this.#seek(id, hashOf(id))] = 0;
    this.#count -= 1;
  }

  /** The slot of an id, or the free one where it belongs. */
  #seek(id: ExecutionId, hash: number): number {
    const slots = this.#slots;
    const last = slots.length - 1;
    let slot = first(hash, last);
    for (let place = slots[slot]!; place !== 0; place = slots[slot]!) {
      if (this.#hashes[place - 1] === hash && this.#fills[place - 1]!.executionId === id) break;
      slot = (slot + 1) & last;
    }
    return slot;
  }

  #grow(): void {
    const hashes = this.#hashes;
    this.#hashes = new Int32Array(2 * hashes.length);
    this.#hashes.set(hashes);
    this.#slots = new Int32Array(2 * this.#slots.length);
    this.#place();
  }

  #dropOlder(): void {
    const size = this.#size;
    this.#hashes.copyWithin(0, size, this.#count);
    for (let index = 0; index < size; index++) this.#fills[index] = this.#fills[index + size]!;
    this.#count = size;
    this.#slots.fill(0);
    this.#place();
  }

  #place(): void {
    const slots = this.#slots;
    const last = slots.length - 1;
    for (let index = 0; index < this.#count; index++) {
      let slot = first(this.#hashes[index]!, last);
      while (slots[slot] !== 0) slot = (slot + 1) & last;
      slots[slot] = index + 1;
    }
  }
}

function hashOf(id: string): number {
  let hash = id.length;
  for (let index = 0; index < id.length; index++) hash = (Math.imul(hash, 31) + id.charCodeAt(index)) | 0;
  return hash;
}

/** Multiplied by 2^32 over the golden ratio, so that ids that count up do not lie in rows. */
const first = (hash: number, last: number): number => (Math.imul(hash, 0x9e3779b1) >>> 15) & last;
