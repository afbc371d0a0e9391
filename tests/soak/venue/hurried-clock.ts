import { nextBusinessDay } from '../../../core/calendar/business-day.ts';
import type { Calendars } from '../../../core/calendar/calendar.ts';
import { tradeDateBounds, tradeDateOf } from '../../../core/calendar/session.ts';
import { type Clock, machineClock } from '../../../core/clock.ts';
import { instant, MINUTE } from '../../../core/model/time.ts';

/** So many times as fast as the machine's, from when the next session of a business day has just opened: the market trades, whenever the soak runs. */
export function hurriedClock(speed: number, calendars: Calendars): Clock {
  const before = machineClock.now();
  const isBusinessDay = (date: Parameters<typeof calendars.cme.isBusinessDay>[0]) => calendars.cme.isBusinessDay(date);
  const day = nextBusinessDay(tradeDateOf('cme', before, calendars), isBusinessDay);
  const begin = tradeDateBounds('cme', day, calendars).start + 10 * MINUTE;
  return { now: () => instant(begin + (machineClock.now() - before) * speed) };
}
