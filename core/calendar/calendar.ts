import type { SessionName } from '../model/instrument.ts';
import { fromMilliseconds, type Instant, MINUTE, type TradeDate, toMilliseconds } from '../model/time.ts';
import { addDays, dayAt, isWeekday, parseDay } from './business-day.ts';
import { cmeSpecialDays } from './cme.ts';
import { type Hours, minutes, type ProductGroup, type SpecialDay } from './day.ts';
import { atWall, wallClock, wallOf } from './zone.ts';

/** A stretch of time, half-open: `start` belongs to it and `end` does not. */
export interface Bounds {
  readonly start: Instant;
  readonly end: Instant;
}

interface Rules {
  readonly zone: string;
  /** Minutes after local midnight at which the next trade date begins. */
  readonly roll: number;
  readonly hours: Hours;
  /** Minutes before the open from which orders are taken and nothing trades. */
  readonly preOpen: number;
  /** Whether Saturdays and Sundays are days as any other. */
  readonly weekends: boolean;
  /** The product whose hours stand for the session. */
  readonly product: ProductGroup;
  specialDays(year: number): ReadonlyMap<TradeDate, SpecialDay>;
}

const none: ReadonlyMap<TradeDate, SpecialDay> = new Map();

const rules: Readonly<Record<SessionName, Rules>> = {
  /** Globex: 17:00 of the day before to 16:00 Chicago; the trade date turns at 17:00. */
  cme: {
    zone: 'America/Chicago',
    roll: minutes(17),
    hours: { open: minutes(-7), close: minutes(16) },
    preOpen: 0,
    weekends: false,
    product: 'rates',
    specialDays: cmeSpecialDays,
  },
  /** 09:15 to 15:30 India; orders are collected from 09:00; the trade date is the local day. */
  nse: {
    zone: 'Asia/Kolkata',
    roll: minutes(24),
    hours: { open: minutes(9, 15), close: minutes(15, 30) },
    preOpen: 15,
    weekends: false,
    product: 'equity',
    specialDays: () => none,
  },
  /** Round the clock, every day of the year; the trade date is the day in UTC. */
  utc: {
    zone: 'UTC',
    roll: minutes(24),
    hours: { open: 0, close: minutes(24) },
    preOpen: 0,
    weekends: true,
    product: 'equity',
    specialDays: () => none,
  },
};

/** The time zone an exchange's times are told in, as `Intl` names it. */
export const zoneOf = (session: SessionName): string => rules[session].zone;

interface Span extends Bounds {
  readonly date: TradeDate;
}

/** Milliseconds a minute. */
const MILLISECONDS = MINUTE / 1_000;

/** Trade dates that are kept at hand: nearly every question is about one of them again. */
const REMEMBERED = 8;

/** The days and hours of an exchange: its rules, and exceptions by day that win over them. A value: the same exceptions give the same answers. */
export class Calendar {
  readonly session: SessionName;
  readonly exceptions: ReadonlyMap<TradeDate, SpecialDay>;
  readonly #rules: Rules;
  readonly #years = new Map<string, ReadonlyMap<TradeDate, SpecialDay>>();
  readonly #recent: Span[] = [];

  constructor(session: SessionName, exceptions: ReadonlyMap<TradeDate, SpecialDay> = none) {
    this.session = session;
    this.exceptions = exceptions;
    this.#rules = rules[session];
  }

  /** What is special about a day. */
  special = (day: TradeDate): SpecialDay | undefined => this.specialDays(day.slice(0, 4)).get(day);

  /** The special days of a year `YYYY`, exceptions among them. */
  specialDays(year: string): ReadonlyMap<TradeDate, SpecialDay> {
    const known = this.#years.get(year);
    if (known) return known;
    const days = new Map(this.#rules.specialDays(Number(year)));
    for (const [day, special] of this.exceptions) if (day.startsWith(year)) days.set(day, special);
    this.#years.set(year, days);
    return days;
  }

  /** Whether a day has trades of its own; those of other days belong to the next that has. */
  readonly isTradeDate = (day: TradeDate): boolean => this.special(day)?.tradeDate ?? this.#trades(day);

  /** Whether contracts and time to expiry count a day: Monday to Friday but holidays, whatever is traded on them. */
  readonly isBusinessDay = (day: TradeDate): boolean => {
    const special = this.special(day);
    return special ? special.kind === 'short' : isWeekday(day);
  };

  tradeDateOf(at: Instant): TradeDate {
    const spans = this.#recent;
    for (const span of spans) if (at >= span.start && at < span.end) return span.date;
    const date = this.onOrAfter(this.sessionDay(at));
    spans.unshift({ date, ...this.bounds(date) });
    spans.length = Math.min(spans.length, REMEMBERED);
    return date;
  }

  onOrAfter(day: TradeDate): TradeDate {
    let at = day;
    while (!this.isTradeDate(at)) at = addDays(at, 1);
    return at;
  }

  next = (date: TradeDate): TradeDate => this.onOrAfter(addDays(date, 1));

  previous(date: TradeDate): TradeDate {
    let at = addDays(date, -1);
    while (!this.isTradeDate(at)) at = addDays(at, -1);
    return at;
  }

  bounds(date: TradeDate): Bounds {
    const { roll } = this.#rules;
    return { start: this.instant(this.previous(date), roll), end: this.instant(date, roll) };
  }

  /** The hours of one calendar day, whichever trade date they belong to. */
  hours(day: TradeDate, product: ProductGroup = this.#rules.product): readonly Bounds[] {
    const special = this.special(day);
    const hours =
      special?.hours[product] ?? (special?.kind === 'special' || this.#trades(day) ? [this.#rules.hours] : []);
    return hours.map(({ open, close }) => ({ start: this.instant(day, open), end: this.instant(day, close) }));
  }

  /** The hours of a trade date, ascending: those of its day and of the days since the trade date before. */
  stretches(date: TradeDate, product?: ProductGroup): readonly Bounds[] {
    return this.daysOf(date).flatMap((day) => this.hours(day, product));
  }

  /** The days that belong to a trade date, ascending: itself last, and before it the ones since the trade date before. */
  daysOf(date: TradeDate): readonly TradeDate[] {
    const days = [date];
    for (let day = addDays(date, -1); !this.isTradeDate(day); day = addDays(day, -1)) days.unshift(day);
    return days;
  }

  /** From when orders are taken before an open; the open itself where there is no such time. */
  preOpen = (open: Instant): Instant => (open - this.#rules.preOpen * MINUTE) as Instant;

  /** Whether Saturdays and Sundays are days as any other. */
  get weekends(): boolean {
    return this.#rules.weekends;
  }

  /** When a day ends, trade date or not: from here on it is the next. */
  rollOf = (day: TradeDate): Instant => this.instant(day, this.#rules.roll);

  /** When a day opens that is as any other. */
  regularOpen = (day: TradeDate): Instant => this.instant(day, this.#rules.hours.open);

  /** When a day closes that is as any other. */
  regularClose = (day: TradeDate): Instant => this.instant(day, this.#rules.hours.close);

  /** The day, trade date or not, whose session an instant lies in: from 17:00 Chicago it is the next. */
  sessionDay = (at: Instant): TradeDate => dayAt(this.wall(at) + (minutes(24) - this.#rules.roll) * MILLISECONDS);

  /** What the clocks of the exchange show, in milliseconds as if it were UTC. */
  wall = (at: Instant): number => wallClock(this.#rules.zone, Math.floor(toMilliseconds(at)));

  #trades = (day: TradeDate): boolean => this.#rules.weekends || isWeekday(day);

  /** The minute after local midnight of a day, which may be negative or beyond 24 hours. */
  instant(day: TradeDate, minute: number): Instant {
    if (!parseDay(day)) throw new RangeError(`"${day}" is no day; write it as YYYY-MM-DD`);
    return fromMilliseconds(atWall(this.#rules.zone, wallOf(day) + minute * MILLISECONDS));
  }
}

export type Calendars = Readonly<Record<SessionName, Calendar>>;

/** Exceptions by session and day: special closures and sessions, holidays that are set by notice. */
export type CalendarExceptions = Readonly<Record<Exclude<SessionName, 'utc'>, ReadonlyMap<TradeDate, SpecialDay>>>;

export const calendarsOf = (exceptions: CalendarExceptions): Calendars => ({
  cme: new Calendar('cme', exceptions.cme),
  nse: new Calendar('nse', exceptions.nse),
  utc: new Calendar('utc'),
});

/** The calendars that rules alone give: CME's holidays of any year, and an NSE without holidays. */
export const calendarsByRule: Calendars = calendarsOf({ cme: none, nse: none });
