import { IANAZone } from 'luxon';
import { MILLISECONDS_A_DAY, midnightOf } from './business-day.ts';

const MILLISECONDS_A_MINUTE = 60_000;
const MILLISECONDS_A_WEEK = 7 * MILLISECONDS_A_DAY;

/** The offsets from the begin of one week to that of the next: one, or another from `change` on. No zone changes twice within a week. */
interface Week {
  readonly offset: number;
  readonly change: number;
  readonly later: number;
}

const zones = new Map<string, Map<number, Week>>();

/** Milliseconds by which a zone's clocks are ahead of UTC at an instant (milliseconds since 1970). Throws a `RangeError` for an unknown zone. */
function offsetAt(zone: string, at: number): number {
  if (zone === 'UTC') return 0;
  const number = Math.floor(at / MILLISECONDS_A_WEEK);
  let weeks = zones.get(zone);
  if (!weeks) {
    if (!IANAZone.isValidZone(zone))
      throw new RangeError(`There is no time zone "${zone}"; write one as America/Chicago`);
    weeks = new Map();
    zones.set(zone, weeks);
  }
  let week = weeks.get(number);
  if (!week) {
    const offset = (time: number) => IANAZone.create(zone).offset(time) * MILLISECONDS_A_MINUTE;
    const start = number * MILLISECONDS_A_WEEK;
    const first = weeks.get(number - 1)?.later ?? offset(start);
    week = weekOf(start, first, weeks.get(number + 1)?.offset ?? offset(start + MILLISECONDS_A_WEEK), offset);
    weeks.set(number, week);
  }
  return at < week.change ? week.offset : week.later;
}

/** Asks the platform, which takes a hundred times as long as to remember. */
function weekOf(start: number, first: number, last: number, offset: (time: number) => number): Week {
  if (first === last) return { offset: first, change: Number.POSITIVE_INFINITY, later: first };
  let [before, change] = [start, start + MILLISECONDS_A_WEEK];
  while (change - before > 1) {
    const middle = Math.floor((before + change) / 2);
    if (offset(middle) === first) before = middle;
    else change = middle;
  }
  return { offset: first, change, later: last };
}

/** What the clocks of a zone show at an instant, as if it were UTC; milliseconds both. */
export const wallClock = (zone: string, at: number): number => at + offsetAt(zone, at);

/**
 * The instants at which the clocks of a zone show a time, ascending: one, none where they are put forward, two where they are put back.
 * Milliseconds both; zones change by less than a day at a time.
 */
export function readings(zone: string, wall: number): number[] {
  const { before, after } = candidates(zone, wall);
  const found = before === after ? [before] : [before, after].sort((a, b) => a - b);
  return found.filter((at) => wallClock(zone, at) === wall);
}

/** The time read with the clocks as they were the day before and as they are the day after. */
export function candidates(zone: string, wall: number): { readonly before: number; readonly after: number } {
  return {
    before: wall - offsetAt(zone, wall - MILLISECONDS_A_DAY),
    after: wall - offsetAt(zone, wall + MILLISECONDS_A_DAY),
  };
}

/** Midnight of a day as the clocks show it. */
export const wallOf = midnightOf;

/** The instant of a local time that exists; one that is skipped is read with the clocks as they were before. */
export function atWall(zone: string, wall: number): number {
  return readings(zone, wall)[0] ?? candidates(zone, wall).before;
}
