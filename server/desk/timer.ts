import { minuteOf } from '../../core/calendar/session.ts';
import type { Clock } from '../../core/clock.ts';
import { type Instant, instant, SECOND } from '../../core/model/time.ts';

const STEP_MILLISECONDS = 25;
/** A gap longer than this is a machine that slept: its hours of trading are of use to nobody. */
const SLEPT = 30 * SECOND;

export interface TimerParts {
  readonly clock: Clock;
  /** Lets the market happen up to an instant. */
  advance(to: Instant): void;
  skip(to: Instant): void;
  /** A minute is over: everything before `boundary` has happened. */
  minute(boundary: Instant): Promise<void>;
  second(now: Instant): void;
  failed(error: unknown): void;
}

/** Drives the venue on the console's clock, in steps of the machine's; no step ever reaches over the end of a minute. */
export class Timer {
  readonly #parts: TimerParts;
  #interval: NodeJS.Timeout | undefined;
  #at: Instant;
  #last: Promise<void> = Promise.resolve();
  #underWay = 0;

  constructor(parts: TimerParts) {
    this.#parts = parts;
    this.#at = parts.clock.now();
  }

  start(): void {
    this.#at = this.#parts.clock.now();
    this.#interval ??= setInterval(() => this.#next(), STEP_MILLISECONDS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#interval);
    this.#interval = undefined;
    await this.#last;
  }

  #next(): void {
    if (this.#underWay === 0) this.step().catch((error) => this.#parts.failed(error));
  }

  /** Brings everything up to the console's now, once the step under way is done: a minute ends once. */
  step(): Promise<void> {
    this.#underWay += 1;
    const step = this.#last.then(() => this.#follow());
    this.#last = step
      .catch(() => undefined)
      .finally(() => {
        this.#underWay -= 1;
      });
    return step;
  }

  async #follow(): Promise<void> {
    const { clock, advance, skip, minute, second } = this.#parts;
    const now = clock.now();
    const before = this.#at;
    if (now <= before) return;
    if (now - before > SLEPT) skip(now);
    const boundary = minuteOf(now);
    if (boundary > before) {
      if (now - before <= SLEPT) advance(instant(boundary - 1));
      await minute(boundary);
    }
    advance(now);
    this.#at = now;
    if (Math.floor(now / SECOND) > Math.floor(before / SECOND)) second(now);
  }
}
