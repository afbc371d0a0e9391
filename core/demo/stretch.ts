import { type Calendars, calendarsByRule } from '../calendar/calendar.ts';
import { minuteOf, tradeDateBounds, tradeDateOf, tradeDatesBefore, tradingHours } from '../calendar/session.ts';
import type { SessionName } from '../model/instrument.ts';
import { HOUR, type Instant, MINUTE, type TradeDate } from '../model/time.ts';

/** A run of whole minutes of one trade date in which an instrument traded. */
export interface Stretch {
  readonly tradeDate: TradeDate;
  readonly start: Instant;
  readonly minutes: number;
  /** Minutes from the beginning of the trade date to `start`. */
  readonly offset: number;
  /** Whether the trade date is still on. */
  readonly open: boolean;
}

const LONGEST = 23 * HOUR;

/**
 * The past sessions in their trading hours, then today's up to the minute of `now`: from the beginning of the trade date, since the
 * paper market has no breaks, but no more than the last 23 hours of it.
 */
export function stretches(
  session: SessionName,
  now: Instant,
  pastSessions: number,
  calendars: Calendars = calendarsByRule,
): Stretch[] {
  const bounds = (date: TradeDate) => tradeDateBounds(session, date, calendars);
  const stretch = (tradeDate: TradeDate, start: number, end: number, open: boolean): Stretch => {
    const minutes = Math.max(0, Math.floor((end - start) / MINUTE));
    const offset = Math.floor((start - bounds(tradeDate).start) / MINUTE);
    return { tradeDate, start: start as Instant, minutes, offset, open };
  };
  const today = tradeDateOf('cme', now, calendars);
  const past = tradeDatesBefore('cme', today, pastSessions, calendars).map((date): Stretch => {
    const { start, end } = tradingHours(session, date, undefined, calendars) ?? bounds(date);
    return stretch(date, start, end, false);
  });
  const { start, end } = bounds(today);
  const until = Math.min(end, minuteOf(now));
  return [...past, stretch(today, Math.max(start, until - LONGEST), until, true)];
}
