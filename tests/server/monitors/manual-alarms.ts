import type { ManualClock } from '../../../core/clock.ts';
import { type Instant, MILLISECOND } from '../../../core/model/time.ts';
import type { Alarms } from '../../../server/monitors/alarms.ts';

/** Alarms that ring when the clock of the test passes them, in order. */
export class ManualAlarms implements Alarms {
  readonly #clock: ManualClock;
  #set: { readonly at: number; readonly ring: () => void }[] = [];

  constructor(clock: ManualClock) {
    this.#clock = clock;
  }

  get count(): number {
    return this.#set.length;
  }

  after(milliseconds: number, ring: () => void): () => void {
    const alarm = { at: this.#clock.now() + milliseconds * MILLISECOND, ring };
    this.#set.push(alarm);
    return () => {
      this.#set = this.#set.filter((each) => each !== alarm);
    };
  }

  /** Moves the clock on; whatever rings on the way rings at its own instant, and what it starts goes on before the next. */
  async pass(microseconds: number): Promise<void> {
    const end = this.#clock.now() + microseconds;
    for (;;) {
      await settle();
      const [next] = this.#set.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#set = this.#set.filter((each) => each !== next);
      if (next.at > this.#clock.now()) this.#clock.set(next.at as Instant);
      next.ring();
    }
    if (end > this.#clock.now()) this.#clock.set(end as Instant);
    await settle();
  }
}

/** Lets promises and writes of this turn and the next few end. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await new Promise(setImmediate);
}
