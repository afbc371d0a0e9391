import { type Figures, foldValues, type MetricName, metricNames } from './metrics.ts';

const near = { reach: 900, step: 1 } as const;
const far = { reach: 21_600, step: 10 } as const;

/** Values by stretches of time of one width; those that were never told are no numbers. */
class Ring {
  readonly #values: Float64Array;
  #newest = -1;

  constructor(slots: number) {
    this.#values = new Float64Array(slots).fill(Number.NaN);
  }

  put(stretch: number, value: number): void {
    const slots = this.#values.length;
    if (stretch < this.#newest) return;
    for (let each = Math.max(this.#newest + 1, stretch - slots + 1); each < stretch; each++)
      this.#values[each % slots] = Number.NaN;
    this.#values[stretch % slots] = value;
    this.#newest = stretch;
  }

  at(stretch: number): number {
    if (stretch < 0 || stretch > this.#newest || stretch <= this.#newest - this.#values.length) return Number.NaN;
    return this.#values[stretch % this.#values.length]!;
  }
}

/** The console's figures second by second for a quarter of an hour, and by ten seconds for six hours. */
export class FigureHistory {
  readonly #near = new Map<MetricName, Ring>();
  readonly #far = new Map<MetricName, Ring>();
  readonly #ten = new Map<MetricName, number[]>();
  #second = -1;

  /** Seconds ascend; a second is told once. Returns the figures of the ten seconds that end with it, where it ends ten. */
  put(second: number, figures: Figures): Figures | undefined {
    const before = Math.floor(this.#second / far.step);
    const stretch = Math.floor(second / far.step);
    const ended = this.#second >= 0 && stretch !== before ? this.#endTen(before) : undefined;
    for (const name of metricNames) {
      const value = figures[name];
      if (value === undefined) continue;
      ringOf(this.#near, name, near.reach + 1).put(second, value);
      const ten = this.#ten.get(name);
      if (ten === undefined) this.#ten.set(name, [value]);
      else ten.push(value);
    }
    this.#second = second;
    return ended;
  }

  /** So many equal parts of the newest seconds, oldest first; `null` where nothing is known. At most 21,600 seconds. */
  points(name: MetricName, last: number, points: number): (number | null)[] {
    const { step } = last <= near.reach ? near : far;
    const ring = (step === near.step ? this.#near : this.#far).get(name);
    const length = Math.max(1, Math.round(Math.min(last, far.reach) / step));
    const end = Math.floor(this.#second / step) - (step === far.step ? 1 : 0);
    return Array.from({ length: points }, (_, point) => {
      const values: number[] = [];
      const from = end - length + 1 + Math.floor((point * length) / points);
      const to = end - length + Math.floor(((point + 1) * length) / points);
      for (let stretch = from; stretch <= to; stretch++) {
        const value = ring?.at(stretch) ?? Number.NaN;
        if (!Number.isNaN(value)) values.push(value);
      }
      return foldValues(name, values) ?? null;
    });
  }

  #endTen(stretch: number): Figures {
    const folded: Partial<Record<MetricName, number>> = {};
    for (const [name, values] of this.#ten) {
      const value = foldValues(name, values);
      if (value === undefined) continue;
      folded[name] = value;
      ringOf(this.#far, name, far.reach / far.step + 1).put(stretch, value);
    }
    this.#ten.clear();
    return folded;
  }
}

function ringOf(rings: Map<MetricName, Ring>, name: MetricName, slots: number): Ring {
  const known = rings.get(name);
  if (known !== undefined) return known;
  const made = new Ring(slots);
  rings.set(name, made);
  return made;
}
