import { Histogram } from './histogram.ts';

/** How long calls took and how many failed, by stretches of time of one width, numbered from the start of the clock. */
export class HistogramRing {
  readonly #histograms: (Histogram | undefined)[];
  readonly #stretches: Float64Array;
  readonly #errors: Uint32Array;

  constructor(slots: number) {
    this.#histograms = new Array<Histogram | undefined>(slots).fill(undefined);
    this.#stretches = new Float64Array(slots).fill(-1);
    this.#errors = new Uint32Array(slots);
  }

  /** What is older than the ring goes back is left out. */
  add(stretch: number, milliseconds: number, failed: boolean): void {
    const slot = stretch % this.#stretches.length;
    const held = this.#stretches[slot]!;
    if (held !== stretch) {
      if (stretch < held) return;
      this.#histograms[slot]?.clear();
      this.#errors[slot] = 0;
      this.#stretches[slot] = stretch;
    }
    const histogram = this.#histograms[slot] ?? this.#make(slot);
    histogram.add(milliseconds);
    if (failed) this.#errors[slot]!++;
  }

  /** Adds the stretches from one to another to a histogram. Returns the errors among them. */
  read(from: number, to: number, into: Histogram): number {
    let errors = 0;
    for (const [slot, histogram] of this.#histograms.entries()) {
      const stretch = this.#stretches[slot]!;
      if (histogram === undefined || stretch < from || stretch > to) continue;
      into.merge(histogram);
      errors += this.#errors[slot]!;
    }
    return errors;
  }

  #make(slot: number): Histogram {
    const histogram = new Histogram();
    this.#histograms[slot] = histogram;
    return histogram;
  }
}
