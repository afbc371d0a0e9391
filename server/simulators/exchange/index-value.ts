import type { Instrument } from '../../../core/model/instrument.ts';
import { type Price, priceFromTicks } from '../../../core/model/price.ts';
import { type Instant, MILLISECOND, SECOND } from '../../../core/model/time.ts';
import type { Random } from '../../../core/random.ts';
import { FairValue } from '../../../core/venue/paper/synthetic/fair.ts';
import type { Shape } from '../../../core/venue/paper/synthetic/shape.ts';

/** An index is calculated anew so often. */
const STEP = 500 * MILLISECOND;

/** The value of an index: it moves, and nobody trades it. */
export class IndexValue {
  readonly instrument: Instrument;
  readonly #fair: FairValue;
  #at: number;
  #value: Price;

  constructor(instrument: Instrument, shape: Shape, random: Random, at: Instant) {
    this.instrument = instrument;
    this.#fair = new FairValue({ ...shape, spreadTicks: 0 }, random);
    this.#at = at;
    this.#value = priceFromTicks(shape.open, instrument.tick);
  }

  get value(): Price {
    return this.#value;
  }

  /** Moves on to an instant, and tells each value that is another one. */
  advance(to: Instant, told: (value: Price, at: Instant) => void): void {
    while (this.#at + STEP <= to) {
      this.#at += STEP;
      this.#fair.advance(STEP / SECOND);
      const value = priceFromTicks(Math.max(1, Math.round(this.#fair.ticks)), this.instrument.tick);
      if (value === this.#value) continue;
      this.#value = value;
      told(value, this.#at as Instant);
    }
  }

  /** Moves on as if it had stood still. */
  skip(to: Instant): void {
    this.#at = to;
  }
}
