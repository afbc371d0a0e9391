import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { businessMinutesBetween, yearsToExpiry } from '../../../core/calendar/business-time.ts';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import { localInstant } from '../../../core/calendar/local-time.ts';
import { fromMilliseconds, type Instant } from '../../../core/model/time.ts';

const { calendars: shipped } = await loadConfig('config');
const { cme } = calendarsByRule;
const chicago = (text: string) => localInstant('America/Chicago', text);

describe('years to expiry', () => {
  test.each([
    ['2025-07-17 13:34:41.2', '2025-07-17 14:00', 7.44047619047619e-5],
    ['2025-07-17 13:34:41.2', '2025-07-18 14:00', 0.0040426587301587305],
    ['2025-07-17 13:39:02', '2025-07-17 14:00', 6.062698412698413e-5],
    ['2025-07-17 13:39:02', '2025-07-18 14:00', 0.004028880952380952],
  ])('from %s to %s', (at, expiry, expected) => {
    expect(Math.abs(yearsToExpiry(chicago(at), chicago(expiry), cme) - expected)).toBeLessThan(1e-9);
  });

  test('in its last minute one is left, afterwards none', () => {
    const expiry = chicago('2025-07-18 14:00');
    expect(
      ['2025-07-18 14:00:59', '2025-07-18 14:01', '2025-08-01 10:00'].map((at) =>
        yearsToExpiry(chicago(at), expiry, cme),
      ),
    ).toEqual([1 / 1_440 / 252, 0, 0]);
  });
});

test.each([
  ['over a weekend', '2026-11-20 16:00', '2026-11-23 16:00', 1_440],
  ['over Thanksgiving', '2026-11-25 16:00', '2026-11-27 16:00', 1_440],
  ['within Labor Day', '2026-09-07 08:00', '2026-09-07 12:00', 0],
  ['over the Sunday clocks go forward', '2026-03-06 12:00', '2026-03-09 12:00', 1_440],
  ['over the Sunday clocks go back', '2026-10-30 12:00', '2026-11-02 12:00', 1_440],
  ['over an early close, which counts as a day', '2026-11-27 00:00', '2026-11-28 00:00', 1_440],
  ['backwards', '2026-11-23 16:00', '2026-11-20 16:00', -1_440],
  ['over the year 2025: 261 weekdays but ten holidays', '2025-01-01 00:00', '2026-01-01 00:00', 251 * 1_440],
])('business minutes %s', (_name, from, to, expected) => {
  expect(businessMinutesBetween(chicago(from), chicago(to), cme)).toBe(expected);
});

describe('laws', () => {
  const instants = fc
    .integer({ min: Date.parse('2015-01-01T00:00:00Z'), max: Date.parse('2032-12-31T00:00:00Z') })
    .map(fromMilliseconds);
  const anyCalendar = fc.constantFrom(cme, shipped.nse);
  const kept = { seed: 20261121, numRuns: 300 };

  test('minutes add up', () => {
    fc.assert(
      fc.property(instants, instants, instants, anyCalendar, (a, b, c, calendar) => {
        const between = (from: Instant, to: Instant) => businessMinutesBetween(from, to, calendar);
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
      }),
      kept,
    );
  });

  test('a walk over the days counts the same', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 90 }), anyCalendar, (from, days, calendar) => {
        const to = (from + days * 86_400_000_000) as Instant;
        let count = 0;
        for (let at = from; at < to; at = (at + 3_600_000_000) as Instant) {
          const isBusiness = calendar.isBusinessDay(new Date(calendar.wall(at)).toISOString().slice(0, 10) as never);
          if (isBusiness) count += 60;
        }
        const counted = businessMinutesBetween(from, to, calendar);
        expect(Math.abs(counted - count)).toBeLessThan(120);
      }),
      { ...kept, numRuns: 40 },
    );
  });
});
