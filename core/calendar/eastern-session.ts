import { type Instant, MILLISECOND, toMilliseconds } from '../model/time.ts';
import { MILLISECONDS_A_DAY } from './business-day.ts';
import type { Bounds } from './calendar.ts';
import { atWall, wallClock } from './zone.ts';

const ZONE = 'America/New_York';
const HOUR = 3_600_000;
const OPENS = 18 * HOUR;
const CLOSES = 17 * HOUR;

/**
 * The Globex session that an instant lies in, by the clocks of New York: 18:00 to 17:00 of the next day, Sunday evening to Friday. In the hour between two
 * sessions and over the weekend it is the one that ended last. Holidays are not left out: nothing trades on them.
 */
export function easternSession(at: Instant): Bounds {
  const wall = wallClock(ZONE, toMilliseconds(at));
  const midnight = Math.floor(wall / MILLISECONDS_A_DAY) * MILLISECONDS_A_DAY;
  // the day whose 17:00 ends the session
  const day = wall - midnight >= OPENS ? midnight + MILLISECONDS_A_DAY : midnight;
  const weekday = new Date(day).getUTCDay();
  const late = weekday === 6 ? 1 : weekday === 0 ? 2 : 0;
  const ends = day - late * MILLISECONDS_A_DAY;
  return {
    start: (atWall(ZONE, ends - MILLISECONDS_A_DAY + OPENS) * MILLISECOND) as Instant,
    end: (atWall(ZONE, ends + CLOSES) * MILLISECOND) as Instant,
  };
}
