import { expect, test } from 'vitest';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import type { SeriesDay } from '../../../core/calendar/option-dates.ts';
import { optionSeries } from '../../../core/model/option.ts';

const seriesOf = (letters: string, day: SeriesDay, year: number, month: number, week?: number) =>
  optionSeries({ root: 'ZN', letters, day, year, month, week }, calendarsByRule.cme.isBusinessDay);

test('a weekly series is exercised into the next quarterly option’s future', () => {
  expect(seriesOf('VY', 'monday', 2025, 7, 3)).toEqual({
    kind: 'series',
    root: 'ZN',
    series: 'VY3',
    day: 'monday',
    week: 3,
    year: 2025,
    month: 7,
    expiry: '2025-07-21',
    underlying: { kind: 'future', root: 'ZN', year: 2025, month: 9 },
  });
});

test.each<[string, [string, SeriesDay, number, number, number?], string, string]>([
  ['a serial month', ['OZN', 'standard', 2025, 8], '2025-07-25', '2025-9'],
  ['a quarterly month', ['OZN', 'standard', 2025, 9], '2025-08-22', '2025-9'],
  ['the last day of the quarterly option', ['HY', 'thursday', 2025, 8, 3], '2025-08-21', '2025-9'],
  ['a week after it', ['ZN', 'friday', 2025, 8, 5], '2025-08-29', '2025-12'],
  ['the turn of the year', ['WY', 'wednesday', 2025, 12, 2], '2025-12-10', '2026-3'],
  ['the serial month of the turn', ['OZN', 'standard', 2026, 1], '2025-12-26', '2026-3'],
])('%s', (_name, wanted, expiry, underlying) => {
  const series = seriesOf(...wanted);
  expect([series?.expiry, `${series?.underlying.year}-${series?.underlying.month}`]).toEqual([expiry, underlying]);
});

test('a Friday on which the standard series expires has no weekly one', () => {
  expect(seriesOf('ZN', 'friday', 2025, 8, 4)).toBeUndefined();
});
