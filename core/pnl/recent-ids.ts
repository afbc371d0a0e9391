/** Remembers at least the last `size` ids and at most twice as many, in constant room and time. */
export class RecentIds<Id extends string> {
  readonly #size: number;
  #newer = new Set<Id>();
  #older: ReadonlySet<Id> = new Set();

  constructor(size: number) {
    this.#size = size;
  }

  has(id: Id): boolean {
    return this.#newer.has(id) || this.#older.has(id);
  }

  /** Takes an id up; false when it is remembered already. */
  add(id: Id): boolean {
    if (this.#older.has(id)) return false;
    const before = this.#newer.size;
    this.#newer.add(id);
    if (this.#newer.size === before) return false;
    if (this.#newer.size === this.#size) {
      this.#older = this.#newer;
      this.#newer = new Set();
    }
    return true;
  }
}
