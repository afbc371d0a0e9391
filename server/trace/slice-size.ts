const WANTED_MILLISECONDS = 2;
const LEAST = 50;
const MOST = 20_000;

/** How many rows a slice of work takes, so that one lasts about two milliseconds on this machine, with these rows. */
export class SliceSize {
  #rows = 500;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** `work` is given how many rows it may take and says how many it took. */
  measured(work: (rows: number) => number): number {
    const began = this.#now();
    const done = work(this.#rows);
    if (done === 0) return 0;
    const milliseconds = Math.max(0.05, this.#now() - began);
    const fitting = (done * WANTED_MILLISECONDS) / milliseconds;
    // One slow slice may be the disk's: growth is slow, shrinking is not.
    const next = fitting < this.#rows ? fitting : done < this.#rows ? this.#rows : Math.min(fitting, this.#rows * 1.5);
    this.#rows = Math.round(Math.min(MOST, Math.max(LEAST, next)));
    return done;
  }
}
