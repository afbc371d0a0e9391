/** Calls and errors of the newest stretches of time of one width, numbered from the start of the clock. */
export class CountRing {
  readonly #slots: number;
  /** Calls and errors in turn. */
  readonly #counts: Uint32Array;
  #newest = -1;

  constructor(slots: number) {
    this.#slots = slots;
    this.#counts = new Uint32Array(slots * 2);
  }

  /** What is older than the ring goes back is left out. */
  add(stretch: number, failed: boolean): void {
    if (stretch > this.#newest) this.#advance(stretch);
    else if (stretch <= this.#newest - this.#slots) return;
    const place = (stretch % this.#slots) * 2;
    this.#counts[place]!++;
    if (failed) this.#counts[place + 1]!++;
  }

  /** Adds what was counted in a stretch to two places of `into`. */
  read(stretch: number, into: Float64Array, calls: number, errors: number): void {
    if (stretch > this.#newest || stretch <= this.#newest - this.#slots || stretch < 0) return;
    const place = (stretch % this.#slots) * 2;
    into[calls]! += this.#counts[place]!;
    into[errors]! += this.#counts[place + 1]!;
  }

  #advance(stretch: number): void {
    if (stretch - this.#newest >= this.#slots) this.#counts.fill(0);
    else
      for (let each = this.#newest + 1; each <= stretch; each++) {
        const place = (each % this.#slots) * 2;
        this.#counts[place] = 0;
        this.#counts[place + 1] = 0;
      }
    this.#newest = stretch;
  }
}
