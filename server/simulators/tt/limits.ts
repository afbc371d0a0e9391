import type { Clock } from '../../../core/clock.ts';
import { DAY, type Instant, SECOND } from '../../../core/model/time.ts';

/** What an application key may call, by the plan it is on. */
export const plans = {
  free: { perSecond: 3, perDay: 10_000 },
  low: { perSecond: 5, perDay: 15_000 },
  medium: { perSecond: 10, perDay: 30_000 },
  high: { perSecond: 25, perDay: 75_000 },
} as const;

export type PlanName = keyof typeof plans;

/** A bucket of one second's calls that fills by the second, and the calls of a day in UTC. */
export class Limits {
  readonly #clock: Clock;
  readonly #plan: (typeof plans)[PlanName];
  #left: number;
  #at: Instant;
  #day = 0;
  #today = 0;

  constructor(clock: Clock, plan: PlanName) {
    this.#clock = clock;
    this.#plan = plans[plan];
    this.#left = this.#plan.perSecond;
    this.#at = clock.now();
  }

  /** Counts a call; TT's message where it is one too many. */
  take(): string | undefined {
    const { perSecond, perDay } = this.#plan;
    const now = this.#clock.now();
    this.#left = Math.min(perSecond, this.#left + ((now - this.#at) / SECOND) * perSecond);
    this.#at = now;
    const day = Math.floor(now / DAY);
    if (day !== this.#day) this.#today = 0;
    this.#day = day;
    if (this.#today >= perDay) return 'Limit Exceeded';
    if (this.#left < 1) return 'Too Many Requests';
    this.#left -= 1;
    this.#today += 1;
    return undefined;
  }
}
