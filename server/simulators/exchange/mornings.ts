import { minuteOf } from '../../../core/calendar/session.ts';
import type { Bar } from '../../../core/model/market.ts';
import { DAY, type Instant, MINUTE } from '../../../core/model/time.ts';
import { coarser } from './derived/derived-bars.ts';

/** Length of the bars that a day's figures of a derived instrument are worked out by: hundreds are asked for at once. */
const COARSE = 15 * MINUTE;
const coarseStart = (at: Instant): Instant => (Math.floor(at / COARSE) * COARSE) as Instant;
/** Days that are looked back for where the day before ended. */
const LOOK_BACK = 7;

/** What a trade date has seen of an instrument before somebody asks for its figures. */
export interface Morning {
  /** The last bar of the days before. */
  readonly before: Bar | undefined;
  readonly today: readonly Bar[];
  /** The same in fewer bars. */
  readonly coarse: readonly Bar[];
}

/** Mornings of underlyings, each worked out once a minute, since hundreds of contracts follow one of them. */
export class Mornings {
  readonly #bars: (id: string, from: Instant, to: Instant) => readonly Bar[];
  readonly #known = new Map<string, Morning & { readonly start: Instant; readonly minute: Instant }>();

  constructor(bars: (id: string, from: Instant, to: Instant) => readonly Bar[]) {
    this.#bars = bars;
  }

  /** Of the trade date that began at `start`, up to now. */
  of(id: string, start: Instant, now: Instant): Morning {
    const minute = minuteOf(now);
    const known = this.#known.get(id);
    if (known?.minute === minute && known.start === start) return known;
    const before = this.#bars(id, (start - LOOK_BACK * DAY) as Instant, start).at(-1);
    const today = this.#bars(id, start, now);
    const morning = { before, today, coarse: coarser(today, coarseStart), start, minute };
    this.#known.set(id, morning);
    return morning;
  }
}
