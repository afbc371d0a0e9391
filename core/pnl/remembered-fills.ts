import type { Fill } from '../model/fill.ts';
import type { ExecutionId } from '../model/ids.ts';

/**
 * Fills by execution id, in a table with open addressing: a slot holds the hash of an id, 0 where it is free, and the place of its fill.
 * A quarter of the slots is in use at most, so most ids that are new are known to be so by looking at one number.
 */
class Table {
  readonly #hashes: Int32Array;
  readonly #places: Int32Array;
  readonly #fills: Fill[] = [];
  #size = 0;

  /** `slots` is a power of two. */
  constructor(slots: number) {
    this.#hashes = new Int32Array(slots);
    this.#places = new Int32Array(slots);
  }

  get size(): number {
    return this.#size;
  }

  find(id: ExecutionId, hash: number): Fill | undefined {
    const hashes = this.#hashes;
    const last = hashes.length - 1;
    for (let slot = hash & last; hashes[slot] !== 0; slot = (slot + 1) & last) {
      if (hashes[slot] !== hash) continue;
      const fill = this.#fills[this.#places[slot]!]!;
      if (fill.executionId === id) return fill;
    }
    return undefined;
  }

  put(fill: Fill, hash: number): void {
    const hashes = this.#hashes;
    const last = hashes.length - 1;
    let slot = hash & last;
    while (hashes[slot] !== 0) slot = (slot + 1) & last;
    hashes[slot] = hash;
    this.#places[slot] = this.#size;
    this.#fills[this.#size++] = fill;
  }

  clear(): void {
    this.#hashes.fill(0);
    this.#size = 0;
  }
}

/** A hash of an execution id; never 0. */
export function hashOf(id: string): number {
  let hash = id.length;
  for (let index = 0; index < id.length; index++) hash = (Math.imul(hash, 31) + id.charCodeAt(index)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return hash ^ (hash >>> 15) || 1;
}

/** Remembers at least the last `size` fills and at most twice as many, in constant room and time. */
export class RememberedFills {
  readonly #size: number;
  #newer: Table;
  #older: Table;

  constructor(size: number) {
    this.#size = size;
    const slots = 2 ** Math.ceil(Math.log2(4 * size));
    this.#newer = new Table(slots);
    this.#older = new Table(slots);
  }

  find(id: ExecutionId, hash = hashOf(id)): Fill | undefined {
    return this.#newer.find(id, hash) ?? this.#older.find(id, hash);
  }

  /** Remembers a fill that `find` does not give. */
  put(fill: Fill, hash = hashOf(fill.executionId)): void {
    this.#newer.put(fill, hash);
    if (this.#newer.size < this.#size) return;
    [this.#newer, this.#older] = [this.#older, this.#newer];
    this.#newer.clear();
  }
}
