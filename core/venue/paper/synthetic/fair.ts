import type { Random } from '../../../random.ts';
import type { Shape } from './shape.ts';

const SECONDS_PER_HOUR = 3_600;

/**
 * What the participants believe the instrument is worth, in ticks: two Ornstein-Uhlenbeck processes on top of each other, a slow one
 * around the opening and a quick one around it. A belief, never a price: it is a float and no order carries it.
 */
export class FairValue {
  readonly #anchor: number;
  readonly #shape: Shape;
  readonly #random: Random;
  #slow = 0;
  #quick = 0;

  constructor(shape: Shape, random: Random) {
    this.#anchor = shape.open + shape.spreadTicks / 2;
    this.#shape = shape;
    this.#random = random;
  }

  get ticks(): number {
    return this.#anchor + this.#slow + this.#quick;
  }

  /** Moves on by `seconds`, exactly, not by small steps. */
  advance(seconds: number): void {
    const { driftTicks, driftSeconds, wiggleTicks, wiggleSeconds } = this.#shape;
    const deviation = driftTicks * Math.sqrt(driftSeconds / SECONDS_PER_HOUR / 2);
    this.#slow = this.#step(this.#slow, deviation, seconds / driftSeconds);
    this.#quick = this.#step(this.#quick, wiggleTicks, seconds / wiggleSeconds);
  }

  #step(value: number, deviation: number, share: number): number {
    const kept = Math.exp(-share);
    return value * kept + deviation * Math.sqrt(1 - kept * kept) * this.#random.normal();
  }
}
