import type { Calendars } from '../../calendar/calendar.ts';
import type { ProductGroup } from '../../calendar/day.ts';
import { tradeDateBounds, tradeDateOf, tradingStretches, zoneOf } from '../../calendar/session.ts';
import { type SessionState, sessionStateAt } from '../../calendar/state.ts';
import { formatDateTime, formatZone } from '../../format.ts';
import type { SessionName } from '../../model/instrument.ts';
import type { Instant } from '../../model/time.ts';

/** The hours in which an exchange trades a product: its sessions, holidays and early closes. Nothing is collected before an open. */
export class TradingHours {
  readonly #session: SessionName;
  readonly #product: ProductGroup | undefined;
  readonly #calendars: Calendars | undefined;
  #state: SessionState | undefined;
  #from = 0;

  constructor(session: SessionName, product?: ProductGroup, calendars?: Calendars) {
    this.#session = session;
    this.#product = product;
    this.#calendars = calendars;
  }

  /** When trading begins again, or undefined while it goes on. */
  opensAfter(at: Instant): Instant | undefined {
    const state = this.#stateAt(at);
    if (state.phase === 'open') return undefined;
    return state.until;
  }

  /** Why nothing is taken at an instant and when it is again, as a sentence; undefined while it trades. */
  refusal(instrument: string, at: Instant): string | undefined {
    const { phase, reason, until } = this.#stateAt(at);
    if (phase === 'open') return undefined;
    const zone = zoneOf(this.#session);
    const opens = `${formatDateTime(until, zone, 'minutes')} ${formatZone(until, zone)}`;
    return `${instrument} does not trade now (${reason ?? 'before the open'}); it opens ${opens}. Send the order again then.`;
  }

  /** The close of the last session of the trade date that an instant belongs to. */
  dayEnd(at: Instant): Instant {
    const date = tradeDateOf(this.#session, at, this.#calendars);
    const last = tradingStretches(this.#session, date, this.#product, this.#calendars).at(-1);
    return last && last.end > at ? last.end : tradeDateBounds(this.#session, date, this.#calendars).end;
  }

  #stateAt(at: Instant): SessionState {
    if (this.#state !== undefined && at >= this.#from && at < this.#state.until) return this.#state;
    this.#state = sessionStateAt(this.#session, at, this.#product, this.#calendars);
    this.#from = at;
    return this.#state;
  }
}
