import type { Clock } from '../../../core/clock.ts';
import { type Instant, SECOND } from '../../../core/model/time.ts';

interface Span {
  readonly seconds: number;
  readonly calls: number;
}

const longer: readonly Span[] = [
  { seconds: 60, calls: 500 },
  { seconds: 1_800, calls: 2_000 },
];

/** Of one kind of call and one user: an algorithm that is not registered sends ten orders a second. */
const spans = {
  order: [{ seconds: 1, calls: 10 }, ...longer],
  standard: [{ seconds: 1, calls: 50 }, ...longer],
} as const;

const LONGEST = 1_800 * SECOND;

/** At most so many calls of one kind in any second, minute and half an hour. */
export class Limits {
  readonly #clock: Clock;
  readonly #made = new Map<string, Instant[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether one more is within every limit; a call that is refused does not count. */
  take(kind: keyof typeof spans, api: string): boolean {
    const now = this.#clock.now();
    const made = this.#made.get(api) ?? [];
    const gone = made.findIndex((at) => at > now - LONGEST);
    const recent = gone > 0 ? made.slice(gone) : made;
    this.#made.set(api, recent);
    const isWithin = spans[kind].every(({ seconds, calls }) => {
      const oldest = recent.at(-calls);
      return oldest === undefined || oldest <= now - seconds * SECOND;
    });
    if (isWithin) recent.push(now);
    return isWithin;
  }
}
