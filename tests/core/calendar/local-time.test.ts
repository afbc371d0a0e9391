import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localInstant, UnclearLocalTime } from '../../../core/calendar/local-time.ts';
import { wallClock } from '../../../core/calendar/zone.ts';

const iso = (at: number) => new Date(at / 1_000).toISOString();

describe('local times', () => {
  test.each([
    ['America/Chicago', '2026-11-20 14:30', '2026-11-20T20:30:00.000Z'],
    ['America/Chicago', '2026-07-01T14:30:05.25', '2026-07-01T19:30:05.250Z'],
    ['Asia/Kolkata', '2026-11-20 09:15:00', '2026-11-20T03:45:00.000Z'],
    ['America/Chicago', '2026-03-08 01:59:59', '2026-03-08T07:59:59.000Z'],
    ['America/Chicago', '2026-03-08 03:00', '2026-03-08T08:00:00.000Z'],
    ['America/Chicago', '2026-11-01 00:59', '2026-11-01T05:59:00.000Z'],
    ['America/Chicago', '2026-11-01 02:00', '2026-11-01T08:00:00.000Z'],
    ['Europe/London', '2026-06-01 12:00', '2026-06-01T11:00:00.000Z'],
  ])('%s %s', (zone, text, expected) => {
    expect(iso(localInstant(zone, text))).toBe(expected);
  });

  test('finer digits than microseconds are cut', () => {
    expect(localInstant('UTC', '1970-01-01 00:00:00.123456789')).toBe(123_456);
  });

  test('a time that is shown twice names both readings, and is taken when it is said which', () => {
    expect(() => localInstant('America/Chicago', '2026-11-01 01:30')).toThrow(
      '2026-11-01 01:30 happened twice in America/Chicago, when clocks were put back: it is 2026-11-01T06:30:00Z or 2026-11-01T07:30:00Z; say which, or write the time in UTC',
    );
    expect(
      (['earlier', 'later'] as const).map((which) => iso(localInstant('America/Chicago', '2026-11-01 01:30', which))),
    ).toEqual(['2026-11-01T06:30:00.000Z', '2026-11-01T07:30:00.000Z']);
  });

  test('a time that clocks skip is refused with both readings', () => {
    expect(() => localInstant('America/Chicago', '2026-03-08 02:30', 'later')).toThrow(
      '2026-03-08 02:30 never happened in America/Chicago: clocks were put forward over it. If it is meant as 01:30 it is 2026-03-08T07:30:00Z, as 03:30 it is 2026-03-08T08:30:00Z; write one of them',
    );
    try {
      localInstant('America/Chicago', '2026-03-08 02:30');
    } catch (error) {
      expect(error).toBeInstanceOf(UnclearLocalTime);
      expect(error).toMatchObject({ problem: 'skipped' });
    }
  });

  test.each(['', 'today', '2026-02-30 10:00', '2026-02-03 24:00', '2026-02-03 10:60', '2026-02-03'])(
    '%j is none',
    (text) => {
      expect(() => localInstant('UTC', text)).toThrow(`"${text}" is no local time; write it as 2026-11-20 14:30:00`);
    },
  );
});

test('a zone that nobody has is refused', () => {
  expect(() => localInstant('America/Chicgo', '2026-11-20 14:30')).toThrow(
    'There is no time zone "America/Chicgo"; write one as America/Chicago',
  );
});

test('what the clocks show at an instant is read back as that instant, or as two of which it is one', () => {
  const zones = fc.constantFrom('America/Chicago', 'Asia/Kolkata', 'Europe/London', 'America/New_York');
  const seconds = fc.integer({ min: Date.parse('2000-01-01') / 1_000, max: Date.parse('2040-01-01') / 1_000 });
  fc.assert(
    fc.property(zones, seconds, (zone, second) => {
      const text = new Date(wallClock(zone, second * 1_000)).toISOString().slice(0, 19);
      const found = (['earlier', 'later'] as const).map((which) => localInstant(zone, text, which));
      expect(found).toContain(second * 1_000_000);
    }),
    { seed: 20261121 },
  );
});
