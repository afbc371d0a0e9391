import { type Instant, MILLISECOND } from '../model/time.ts';
import { parseDay } from './business-day.ts';
import { candidates, readings, wallClock, wallOf } from './zone.ts';

/** A local time that names no instant or two: what the two readings would be. */
export class UnclearLocalTime extends Error {
  /** `skipped`: clocks went forward over it; `repeated`: clocks showed it twice. */
  readonly problem: 'skipped' | 'repeated';
  readonly readings: readonly [Instant, Instant];

  constructor(message: string, problem: 'skipped' | 'repeated', both: readonly [Instant, Instant]) {
    super(message);
    this.name = 'UnclearLocalTime';
    this.problem = problem;
    this.readings = both;
  }
}

const shape = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;

/**
 * The instant of a local time `YYYY-MM-DD HH:MM[:SS[.fraction]]` (or with a `T`) in a zone as `Intl` names it. Whole microseconds; finer
 * digits are cut. `which` chooses where clocks were put back and show the time twice. Throws `UnclearLocalTime` for a time shown twice without
 * `which` and for one that clocks skip, a `RangeError` for text that is no time.
 */
export function localInstant(zone: string, text: string, which?: 'earlier' | 'later'): Instant {
  const [, dayText = '', hour, minute, second = '0', fraction = ''] = shape.exec(text.trim()) ?? [];
  const day = parseDay(dayText);
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (!day || !(h < 24 && m < 60 && s < 60)) {
    throw new RangeError(`"${text}" is no local time; write it as 2026-11-20 14:30:00`);
  }
  const wall = wallOf(day) + ((h * 60 + m) * 60 + s) * 1_000;
  const micros = Number(fraction.padEnd(6, '0').slice(0, 6));
  const exact = (milliseconds: number): Instant => (milliseconds * MILLISECOND + micros) as Instant;
  const found = readings(zone, wall);
  if (found.length === 1) return exact(found[0]!);
  if (found.length === 2) {
    if (which) return exact(found[which === 'earlier' ? 0 : 1]!);
    const [earlier, later] = found.map(exact) as [Instant, Instant];
    throw new UnclearLocalTime(
      `${text} happened twice in ${zone}, when clocks were put back: it is ${utc(earlier)} or ${utc(later)}; say which, or write the time in UTC`,
      'repeated',
      [earlier, later],
    );
  }
  const { before, after } = candidates(zone, wall);
  const both = [after, before].sort((a, b) => a - b) as [number, number];
  throw new UnclearLocalTime(
    `${text} never happened in ${zone}: clocks were put forward over it. If it is meant as ${shown(zone, both[0])} it is ${utc(exact(both[0]))}, as ${shown(zone, both[1])} it is ${utc(exact(both[1]))}; write one of them`,
    'skipped',
    [exact(both[0]), exact(both[1])],
  );
}

const utc = (at: Instant): string => new Date(at / MILLISECOND).toISOString().replace('.000Z', 'Z');

const shown = (zone: string, at: number): string => new Date(wallClock(zone, at)).toISOString().slice(11, 16);
