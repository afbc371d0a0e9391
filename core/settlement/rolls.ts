import {
  dayAt,
  type IsBusinessDay,
  nextBusinessDay,
  onOrBefore,
  previousBusinessDay,
} from '../calendar/business-day.ts';
import { zoneOf } from '../calendar/session.ts';
import { atWall, wallClock, wallOf } from '../calendar/zone.ts';
import { fromMilliseconds, type Instant, type TradeDate, toMilliseconds } from '../model/time.ts';
import type { Roll, RollKind } from './settlement.ts';

/** Hours of Chicago. */
const hourOf: Readonly<Record<RollKind, number>> = { two_pm: 14, four_pm: 16 };
const kinds: readonly RollKind[] = ['two_pm', 'four_pm'];
const MILLISECONDS_AN_HOUR = 3_600_000;

/** When a roll of a trade date is due: 14:00 or 16:00 Chicago of that day, summer and winter. */
export function rollInstant(date: TradeDate, kind: RollKind): Instant {
  return fromMilliseconds(atWall(zoneOf('cme'), wallOf(date) + hourOf[kind] * MILLISECONDS_AN_HOUR));
}

/**
 * The rolls that are due at `now` and were not done, in the order of their times, on business days only. `rolled` gives the newest trade date that a
 * kind was done for; without one only the newest due roll is left to do, as earlier ones would change nothing.
 */
export function dueRolls(
  rolled: (kind: RollKind) => TradeDate | undefined,
  now: Instant,
  isBusinessDay: IsBusinessDay,
): readonly Roll[] {
  const due = kinds.flatMap((kind) => {
    const last = rolled(kind);
    const rolls: Roll[] = [];
    for (
      let date = last === undefined ? newestDue(kind, now, isBusinessDay) : nextBusinessDay(last, isBusinessDay);
      ;
    ) {
      const tsEvent = rollInstant(date, kind);
      if (tsEvent > now) return rolls;
      rolls.push({ tradeDate: date, kind, tsEvent });
      date = nextBusinessDay(date, isBusinessDay);
    }
  });
  return due.sort((a, b) => a.tsEvent - b.tsEvent);
}

function newestDue(kind: RollKind, now: Instant, isBusinessDay: IsBusinessDay): TradeDate {
  const today = onOrBefore(dayAt(wallClock(zoneOf('cme'), Math.floor(toMilliseconds(now)))), isBusinessDay);
  return rollInstant(today, kind) <= now ? today : previousBusinessDay(today, isBusinessDay);
}
