import { expect, test } from 'vitest';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import { contractDates } from '../../../core/calendar/contract-dates.ts';
import { easterSunday, usHolidayNames } from '../../../core/calendar/holidays.ts';

test.each([
  ['first_position_day', 'last_business_day', '2026-11-27'],
  ['first_notice_day', 'third_last_business_day', '2026-11-30'],
  ['eight_days_before_expiry', 'third_friday', '2026-12-10'],
  ['after_expiry', 'third_friday', '2026-12-19'],
] as const)('roll by %s', (roll, expiry, day) => {
  expect(contractDates({ expiry, roll }, 2026, 12, calendarsByRule.cme.isBusinessDay).roll).toBe(day);
});

test('US holidays of a year', () => {
  expect([...usHolidayNames(2026).keys()].sort()).toEqual([
    '2026-01-01',
    '2026-01-19',
    '2026-02-16',
    '2026-04-03',
    '2026-05-25',
    '2026-06-19',
    '2026-07-03',
    '2026-09-07',
    '2026-11-26',
    '2026-12-25',
  ]);
  expect([...usHolidayNames(2022).keys()].sort().slice(0, 2)).toEqual(['2022-01-17', '2022-02-21']);
});

test.each([
  [2019, '2019-04-21'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2038, '2038-04-25'],
])('Easter of %i', (year, day) => {
  expect(easterSunday(year)).toBe(day);
});
