import { describe, expect, it, test } from 'vitest';
import { easternSession } from '../../../core/calendar/eastern-session.ts';
import type { Instant } from '../../../core/model/time.ts';

const instantOf = (text: string) => (Date.parse(text) * 1_000) as Instant;
const textOf = (at: Instant) => new Date(at / 1_000).toISOString();

/** 1 December 2026 is a Tuesday; New York is five hours behind UTC then. */
const sessions: [what: string, at: string, start: string, end: string][] = [
  ['Tuesday 10:00', '2026-12-01T10:00:00-05:00', '2026-11-30T18:00:00-05:00', '2026-12-01T17:00:00-05:00'],
  ['Tuesday 16:30', '2026-12-01T16:30:00-05:00', '2026-11-30T18:00:00-05:00', '2026-12-01T17:00:00-05:00'],
  ['Tuesday 17:30', '2026-12-01T17:30:00-05:00', '2026-11-30T18:00:00-05:00', '2026-12-01T17:00:00-05:00'],
  ['Tuesday 18:00', '2026-12-01T18:00:00-05:00', '2026-12-01T18:00:00-05:00', '2026-12-02T17:00:00-05:00'],
  ['Friday 16:59', '2026-12-04T16:59:00-05:00', '2026-12-03T18:00:00-05:00', '2026-12-04T17:00:00-05:00'],
  ['Friday 17:00', '2026-12-04T17:00:00-05:00', '2026-12-03T18:00:00-05:00', '2026-12-04T17:00:00-05:00'],
  ['Friday 18:00', '2026-12-04T18:00:00-05:00', '2026-12-03T18:00:00-05:00', '2026-12-04T17:00:00-05:00'],
  ['Saturday 12:00', '2026-12-05T12:00:00-05:00', '2026-12-03T18:00:00-05:00', '2026-12-04T17:00:00-05:00'],
  ['Saturday 19:00', '2026-12-05T19:00:00-05:00', '2026-12-03T18:00:00-05:00', '2026-12-04T17:00:00-05:00'],
  ['Sunday 17:59', '2026-12-06T17:59:00-05:00', '2026-12-03T18:00:00-05:00', '2026-12-04T17:00:00-05:00'],
  ['Sunday 18:00', '2026-12-06T18:00:00-05:00', '2026-12-06T18:00:00-05:00', '2026-12-07T17:00:00-05:00'],
  ['Monday 09:00', '2026-12-07T09:00:00-05:00', '2026-12-06T18:00:00-05:00', '2026-12-07T17:00:00-05:00'],
];

describe('the session of Globex', () => {
  it.each(sessions)('on %s', (_, at, start, end) => {
    const found = easternSession(instantOf(at));
    expect([textOf(found.start), textOf(found.end)]).toEqual([
      new Date(start).toISOString(),
      new Date(end).toISOString(),
    ]);
  });
});

test('sessions begin and end by the clocks of New York where these change', () => {
  const spring = easternSession(instantOf('2026-03-08T20:00:00-04:00'));
  const autumn = easternSession(instantOf('2026-11-01T20:00:00-05:00'));
  expect([textOf(spring.start), textOf(spring.end), textOf(autumn.start), textOf(autumn.end)]).toEqual([
    '2026-03-08T22:00:00.000Z',
    '2026-03-09T21:00:00.000Z',
    '2026-11-01T23:00:00.000Z',
    '2026-11-02T22:00:00.000Z',
  ]);
});
