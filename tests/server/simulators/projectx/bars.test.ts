import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../../core/model/time.ts';
import { barAround } from '../../../../server/simulators/projectx/bars.ts';
import { instantOf, timestamp } from '../../../../server/simulators/projectx/numbers.ts';

describe('the bar around an instant', () => {
  const at = instantOf('2026-11-18T11:06:40.5Z') as Instant;
  it.each([
    ['5 seconds', 1, 5, '2026-11-18T11:06:40+00:00', '2026-11-18T11:06:45+00:00'],
    ['a minute', 2, 1, '2026-11-18T11:06:00+00:00', '2026-11-18T11:07:00+00:00'],
    ['15 minutes', 2, 15, '2026-11-18T11:00:00+00:00', '2026-11-18T11:15:00+00:00'],
    ['4 hours', 3, 4, '2026-11-18T08:00:00+00:00', '2026-11-18T12:00:00+00:00'],
    ['a day', 4, 1, '2026-11-18T00:00:00+00:00', '2026-11-19T00:00:00+00:00'],
    ['a week', 5, 1, '2026-11-16T00:00:00+00:00', '2026-11-23T00:00:00+00:00'],
    ['a month', 6, 1, '2026-11-01T00:00:00+00:00', '2026-12-01T00:00:00+00:00'],
    ['a quarter', 6, 3, '2026-10-01T00:00:00+00:00', '2027-01-01T00:00:00+00:00'],
  ])('of %s', (_what, unit, units, start, end) => {
    const bar = barAround(at, unit, units);
    expect([timestamp(bar.start), timestamp(bar.end)]).toEqual([start, end]);
  });
});
