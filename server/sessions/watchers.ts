/** A page, as it is folded now; what a page would show; all of the notebook; or some of it. */
export type Watched = 'page' | 'shown' | 'everything' | readonly string[];

interface Present {
  readonly all: readonly string[];
  /** Those that a page shows whole. */
  readonly shown: readonly string[];
}

interface Watch {
  readonly cells: Watched;
  covered: ReadonlySet<string>;
}

export interface Adjustment {
  readonly watched: readonly string[];
  readonly unwatched: readonly string[];
}

/** Who looks at what, so that cells that come, go or are folded are looked at or no longer. */
export class Watchers {
  readonly #watches = new Set<Watch>();

  any(): boolean {
    return this.#watches.size > 0;
  }

  /** How many pages look at the notebook. */
  pages(): number {
    return [...this.#watches].filter(({ cells }) => cells === 'page').length;
  }

  /** Gives the cells that are looked at now, and the function that ends it, which gives those that were to the end; once. */
  add(cells: Watched, present: Present): { covered: readonly string[]; end: () => readonly string[] } {
    const watch: Watch = { cells, covered: new Set(wanted(cells, present)) };
    this.#watches.add(watch);
    return {
      covered: [...watch.covered],
      end: () => (this.#watches.delete(watch) ? [...watch.covered] : []),
    };
  }

  /** What changes for each watch with what is present now. */
  adjust(present: Present): readonly Adjustment[] {
    return [...this.#watches].map((watch) => {
      const now = new Set(wanted(watch.cells, present));
      const before = watch.covered;
      watch.covered = now;
      return {
        watched: [...now].filter((id) => !before.has(id)),
        unwatched: [...before].filter((id) => !now.has(id)),
      };
    });
  }
}

function wanted(cells: Watched, { all, shown }: Present): readonly string[] {
  if (cells === 'page' || cells === 'shown') return shown;
  return cells === 'everything' ? all : all.filter((id) => cells.includes(id));
}
