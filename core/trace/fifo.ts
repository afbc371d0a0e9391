const FIRST_SLOTS = 64;

/** First in, first out, in a ring of slots that doubles when it is full: nothing is moved and nothing allocated in the long run. */
export class Fifo<T> {
  #slots: (T | undefined)[] = new Array(FIRST_SLOTS);
  #first = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(value: T): void {
    if (this.#size === this.#slots.length) this.#grow();
    this.#slots[(this.#first + this.#size) & (this.#slots.length - 1)] = value;
    this.#size += 1;
  }

  /** Before all others. */
  unshift(value: T): void {
    if (this.#size === this.#slots.length) this.#grow();
    this.#first = (this.#first - 1) & (this.#slots.length - 1);
    this.#slots[this.#first] = value;
    this.#size += 1;
  }

  shift(): T | undefined {
    if (this.#size === 0) return undefined;
    const value = this.#slots[this.#first];
    this.#slots[this.#first] = undefined;
    this.#first = (this.#first + 1) & (this.#slots.length - 1);
    this.#size -= 1;
    return value;
  }

  /** Moves at most `most` of the oldest to the end of `target`. */
  moveTo(target: T[], most: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    const count = Math.min(most, this.#size);
    for (let n = 0; n < count; n += 1) {
      const at = (this.#first + n) & mask;
      const value = slots[at];
      slots[at] = undefined;
      if (value !== undefined) target.push(value);
    }
    this.#first = (this.#first + count) & mask;
    this.#size -= count;
  }

  #grow(): void {
    const slots: (T | undefined)[] = new Array(this.#slots.length * 2);
    for (let n = 0; n < this.#size; n += 1) slots[n] = this.#slots[(this.#first + n) & (this.#slots.length - 1)];
    this.#slots = slots;
    this.#first = 0;
  }
}
