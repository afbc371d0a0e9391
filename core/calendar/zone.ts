import { IANAZone } from 'luxon';
import type { TradeDate } from '../model/time.ts';

const MILLISECONDS_A_MINUTE = 60_000;
const MILLISECONDS_A_DAY = 86_400_000;

/** Milliseconds by which a zone's clocks are ahead of UTC at an instant (milliseconds since 1970). */
const offsetAt = (zone: string, at: number): number => IANAZone.create(zone).offset(at) * MILLISECONDS_A_MINUTE;

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
export const wallOf = (day: TradeDate): number => Date.parse(`${day}T00:00:00Z`);

/** The instant of a local time that exists; one that is skipped is read with the clocks as they were before. */
export function atWall(zone: string, wall: number): number {
  return readings(zone, wall)[0] ?? candidates(zone, wall).before;
}
