import { nextBusinessDay } from '../../../core/calendar/business-day.ts';
import type { Calendars } from '../../../core/calendar/calendar.ts';
import { tradeDateOf, tradingHours } from '../../../core/calendar/session.ts';
import { type Clock, machineClock } from '../../../core/clock.ts';
import type { SessionName } from '../../../core/model/instrument.ts';
import { instant, MINUTE } from '../../../core/model/time.ts';

/** So many times as fast as the machine's, from when the next session of a business day has just opened: the market trades, whenever the soak runs. */
export function hurriedClock(speed: number, calendars: Calendars, session: SessionName = 'cme'): Clock {
  const before = machineClock.now();
  const isBusinessDay = (date: Parameters<typeof calendars.cme.isBusinessDay>[0]) =>
    calendars[session].isBusinessDay(date);
  const day = nextBusinessDay(tradeDateOf(session, before, calendars), isBusinessDay);
  const begin = (tradingHours(session, day, undefined, calendars)?.start ?? before) + 10 * MINUTE;
  return { now: () => instant(begin + (machineClock.now() - before) * speed) };
}
