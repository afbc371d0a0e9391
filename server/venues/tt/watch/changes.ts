/** What is told again and again, by a key: which of it is other than before, and which is there no more. */
export class Changes<T> {
  readonly #keyOf: (value: T) => string;
  #last = new Map<string, { readonly value: T; readonly text: string }>();

  constructor(keyOf: (value: T) => string) {
    this.#keyOf = keyOf;
  }

  /** What is missing in a list that is not whole may be there all the same: it stays as it was. */
  take(values: readonly T[], whole: boolean): { readonly changed: readonly T[]; readonly gone: readonly T[] } {
    const next = new Map(values.map((value) => [this.#keyOf(value), { value, text: JSON.stringify(value) }] as const));
    const changed = [...next].flatMap(([key, { value, text }]) => (this.#last.get(key)?.text === text ? [] : [value]));
    const gone = !whole ? [] : [...this.#last].flatMap(([key, { value }]) => (next.has(key) ? [] : [value]));
    if (!whole) for (const [key, each] of this.#last) if (!next.has(key)) next.set(key, each);
    this.#last = next;
    return { changed, gone };
  }
}
