type Watched = 'all' | readonly string[];

/** Who looks at what, so that cells that come later are looked at too. */
export class Watchers {
  readonly #watches = new Set<{ readonly cells: Watched }>();

  any(): boolean {
    return this.#watches.size > 0;
  }

  /** Returns the function that ends it; its first call tells true. */
  add(cells: Watched): () => boolean {
    const watch = { cells };
    this.#watches.add(watch);
    return () => this.#watches.delete(watch);
  }

  /** For each watch, those of the new cells that it covers. */
  covering(added: readonly string[]): (readonly string[])[] {
    return [...this.#watches]
      .map(({ cells }) => (cells === 'all' ? added : added.filter((id) => cells.includes(id))))
      .filter((cells) => cells.length > 0);
  }
}
