import type { Bounds, Calendars } from '../calendar/calendar.ts';
import { tradeDateBounds, tradeDateOf } from '../calendar/session.ts';
import type { SessionName } from '../model/instrument.ts';
import type { Instant } from '../model/time.ts';

/** When trade dates end. The one asked for last is kept by session, as its bounds cost more than a match. */
export class DayEnds {
  readonly #calendars: Calendars | undefined;
  readonly #days = new Map<SessionName, Bounds>();

  /** By rule alone without calendars. */
  constructor(calendars: Calendars | undefined) {
    this.#calendars = calendars;
  }

  /** The end of the trade date that an instant is of. */
  after(session: SessionName, at: Instant): Instant {
    const known = this.#days.get(session);
    if (known && at >= known.start && at < known.end) return known.end;
    const day = tradeDateBounds(session, tradeDateOf(session, at, this.#calendars), this.#calendars);
    this.#days.set(session, day);
    return day.end;
  }
}
