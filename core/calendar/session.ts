import { DateTime } from 'luxon';
import type { SessionName } from '../model/instrument.ts';
import { fromMilliseconds, type Instant, MINUTE, type TradeDate, toMilliseconds } from '../model/time.ts';
import { addDays, onOrAfter, parseDay, previousBusinessDay } from './business-day.ts';

interface SessionRules {
  readonly zone: string;
  /** Minutes after local midnight at which the next trade date begins. */
  readonly roll: number;
  /** Trading hours in minutes after local midnight of the trade date; before midnight is negative. */
  readonly open: number;
  readonly close: number;
}

const hours = (hour: number, minute = 0): number => hour * 60 + minute;

const sessions: Readonly<Record<SessionName, SessionRules>> = {
  /** Globex: 17:00 of the day before to 16:00 Chicago; the trade date turns at 17:00. */
  cme: { zone: 'America/Chicago', roll: hours(17), open: hours(-7), close: hours(16) },
  /** 09:15 to 15:30 India; the trade date is the local day. */
  nse: { zone: 'Asia/Kolkata', roll: hours(24), open: hours(9, 15), close: hours(15, 30) },
};

/** A stretch of time, half-open: `start` belongs to it and `end` does not. */
export interface Bounds {
  readonly start: Instant;
  readonly end: Instant;
}

/** The time zone an exchange's times are told in, as `Intl` names it. */
export const zoneOf = (session: SessionName): string => sessions[session].zone;

interface Span extends Bounds {
  readonly date: TradeDate;
}

/** The trade dates asked about last, newest first: nearly every call asks about one of them again. */
const recent: Readonly<Record<SessionName, Span[]>> = { cme: [], nse: [] };
const REMEMBERED = 8;

/**
 * The trade date an instant belongs to. `cme`: 17:00 Chicago begins the next business day, so Friday evening, Saturday and Sunday are
 * Monday's. `nse`: the Indian day, the weekend being Monday's.
 */
export function tradeDateOf(session: SessionName, at: Instant): TradeDate {
  const spans = recent[session];
  for (const span of spans) if (at >= span.start && at < span.end) return span.date;
  const { zone, roll } = sessions[session];
  const local = DateTime.fromMillis(Math.floor(toMilliseconds(at)), { zone });
  const day = local.toISODate() as TradeDate;
  const date = onOrAfter(local.hour * 60 + local.minute >= roll ? addDays(day, 1) : day);
  spans.unshift({ date, ...tradeDateBounds(session, date) });
  spans.length = Math.min(spans.length, REMEMBERED);
  return date;
}

/** Everything that belongs to a trade date; the dates of a session follow each other without gaps. */
export function tradeDateBounds(session: SessionName, date: TradeDate): Bounds {
  const { roll } = sessions[session];
  return { start: localInstant(session, previousBusinessDay(date), roll), end: localInstant(session, date, roll) };
}

/** When the exchange trades on a trade date: `cme` 17:00 the calendar day before to 16:00 Chicago, `nse` 09:15 to 15:30 India. */
export function tradingHours(session: SessionName, date: TradeDate): Bounds {
  const { open, close } = sessions[session];
  return { start: localInstant(session, date, open), end: localInstant(session, date, close) };
}

/** Whether the exchange trades at an instant (weekends and the daily break are closed; holidays are not known here). */
export function isTrading(session: SessionName, at: Instant): boolean {
  const { start, end } = tradingHours(session, tradeDateOf(session, at));
  return at >= start && at < end;
}

/** The minute an instant lies in, by its first instant. Zones of whole minutes only, which all of ours are. */
export const minuteOf = (at: Instant): Instant => (Math.floor(at / MINUTE) * MINUTE) as Instant;

/** The first instants of the minutes that begin within the bounds, ascending. */
export function* minutesIn({ start, end }: Bounds): Generator<Instant> {
  for (let at = Math.ceil(start / MINUTE) * MINUTE; at < end; at += MINUTE) yield at as Instant;
}

/** The `count` trade dates before `date`, oldest first. */
export function tradeDatesBefore(date: TradeDate, count: number): TradeDate[] {
  const dates: TradeDate[] = [];
  for (let at = date; dates.length < count; ) {
    at = previousBusinessDay(at);
    dates.unshift(at);
  }
  return dates;
}

function localInstant(session: SessionName, day: TradeDate, minutes: number): Instant {
  const shift = Math.floor(minutes / 1_440);
  const minute = minutes - shift * 1_440;
  if (!parseDay(day)) throw new RangeError(`"${day}" is no day; write it as YYYY-MM-DD`);
  const local = DateTime.fromISO(addDays(day, shift), { zone: sessions[session].zone });
  return fromMilliseconds(local.set({ hour: Math.floor(minute / 60), minute: minute % 60 }).toMillis());
}
