import { type Calendars, calendarsByRule } from '../../../../core/calendar/calendar.ts';
import { tradeDateBounds, tradingHours } from '../../../../core/calendar/session.ts';
import type { Instrument, SessionName } from '../../../../core/model/instrument.ts';
import { PRICE_UNITS_PER_POINT } from '../../../../core/model/price.ts';
import { DAY, type Instant, type TradeDate } from '../../../../core/model/time.ts';
import { black76 } from '../../../../core/options/black76.ts';
import { type Smile, smileAt } from '../../../../core/options/smile.ts';

/** What money costs a year in rupees, continuously, which is also what a forward is above its underlying: dividends are left out. */
export const RATE = 0.065;
const YEAR = 365 * DAY;

/** How options of every root are priced: lower strikes cost more, and both ends more than the middle. */
const smileOf = (volatility: number): Smile => ({ middle: volatility, slope: -0.06, curve: 0.025 });

export interface WorthOptions {
  /** Standard deviation of a year's change of the underlying, of one. */
  readonly volatility: number;
  readonly calendars?: Calendars | undefined;
}

/** What a future or an option is believed to be worth while its underlying stands somewhere. */
export class Worth {
  readonly instrument: Instrument;
  readonly expires: Instant;
  readonly #smile: Smile;

  constructor(instrument: Instrument, { volatility, calendars = calendarsByRule }: WorthOptions) {
    const { expiry, session, id } = instrument;
    if (expiry === undefined) throw new Error(`${id} has no last trade date, so nothing follows from its underlying.`);
    this.instrument = instrument;
    this.expires = endOf(session, expiry, calendars);
    this.#smile = smileOf(volatility);
  }

  /** Ticks, as a float, while the underlying stands at `spot` points. */
  ticks(spot: number, at: Instant): number {
    return (this.points(spot, at) * PRICE_UNITS_PER_POINT) / this.instrument.tick;
  }

  points(spot: number, at: Instant): number {
    const { option } = this.instrument;
    const years = this.#years(at);
    const forward = spot * Math.exp(RATE * years);
    if (option === undefined) return forward;
    const strike = option.strike / PRICE_UNITS_PER_POINT;
    const volatility = smileAt(this.#smile, forward, strike, years);
    return black76({ right: option.right, forward, strike, years, volatility, rate: RATE });
  }

  /** How many deviations of the forward a strike is away; none for a future. */
  distance(spot: number, at: Instant): number {
    const { option } = this.instrument;
    if (option === undefined) return 0;
    const deviation = this.#smile.middle * Math.sqrt(Math.max(this.#years(at), 1 / 365));
    return Math.abs(Math.log(option.strike / PRICE_UNITS_PER_POINT / spot)) / deviation;
  }

  #years = (at: Instant): number => yearsBetween(at, this.expires);
}

/** When the trading of a last trade date ends. */
const endOf = (session: SessionName, expiry: TradeDate, calendars: Calendars): Instant =>
  (tradingHours(session, expiry, undefined, calendars) ?? tradeDateBounds(session, expiry, calendars)).end;

const yearsBetween = (at: Instant, end: Instant): number => Math.max(0, end - at) / YEAR;

/** Until a contract expires; none for what does not. */
export const yearsLeft = ({ session, expiry }: Instrument, at: Instant, calendars: Calendars): number =>
  expiry === undefined ? 0 : yearsBetween(at, endOf(session, expiry, calendars));
