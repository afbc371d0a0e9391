import { describe, expect, test } from 'vitest';
import { isWeekday } from '../../../core/calendar/business-day.ts';
import { contractDates, type ExpiryRule, expiryRules } from '../../../core/calendar/contract-dates.ts';
import { businessDaysOf, easterSunday, usHolidays } from '../../../core/calendar/holidays.ts';
import { oracle } from '../../oracle.ts';

const isBusinessDay = businessDaysOf.cme;

test.each([
  ['third_friday', 2026, 12, '2026-12-18'],
  ['third_friday', 2027, 6, '2027-06-17'],
  ['seven_business_days_before_month_end', 2026, 12, '2026-12-21'],
  ['seven_business_days_before_month_end', 2017, 12, '2017-12-19'],
  ['last_business_day', 2026, 12, '2026-12-31'],
  ['last_business_day', 2027, 5, '2027-05-28'],
  ['third_last_business_day', 2026, 12, '2026-12-29'],
  ['three_business_days_before_25th_of_prior_month', 2026, 12, '2026-11-20'],
  ['three_business_days_before_25th_of_prior_month', 2027, 1, '2026-12-21'],
] as const)('%s of %i-%i is %s', (rule, year, month, day) => {
  expect(expiryRules[rule](year, month, isBusinessDay)).toBe(day);
});

test.each([
  ['first_position_day', 'last_business_day', '2026-11-27'],
  ['first_notice_day', 'third_last_business_day', '2026-11-30'],
  ['eight_days_before_expiry', 'third_friday', '2026-12-10'],
  ['after_expiry', 'third_friday', '2026-12-19'],
] as const)('roll by %s', (roll, expiry, day) => {
  expect(contractDates({ expiry, roll }, 2026, 12, isBusinessDay).roll).toBe(day);
});

test('US holidays of a year', () => {
  expect([...usHolidays(2026)].sort()).toEqual([
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
  expect([...usHolidays(2022)].sort().slice(0, 2)).toEqual(['2022-01-17', '2022-02-21']);
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

const published = oracle<{ expiries: Record<string, [month: string, lastTrade: string][]> }>(
  'futures_expiry.json',
)?.expiries;

describe.skipIf(!published)('published last trade dates (needs the shared oracles)', () => {
  const rules: Record<string, ExpiryRule> = {
    ES: 'third_friday',
    NQ: 'third_friday',
    MES: 'third_friday',
    ZN: 'seven_business_days_before_month_end',
    TN: 'seven_business_days_before_month_end',
    ZB: 'seven_business_days_before_month_end',
    UB: 'seven_business_days_before_month_end',
    ZF: 'last_business_day',
    ZT: 'last_business_day',
    GC: 'third_last_business_day',
    CL: 'three_business_days_before_25th_of_prior_month',
  };
  /** The exchange moved these against its rule. */
  const exceptions = new Set(['GC 2021-12']);

  test.each(Object.entries(rules))('%s', (root, rule) => {
    const rows = (published?.[root] ?? []).filter(([month]) => !exceptions.has(`${root} ${month}`));
    const ours = rows.map(([month]) => [
      month,
      expiryRules[rule](...(month.split('-').map(Number) as [number, number]), isBusinessDay),
    ]);
    expect(rows.length).toBeGreaterThan(0);
    expect(ours).toEqual(rows.map(([month, lastTrade]) => [month, lastTrade.slice(0, 10)]));
  });

  test('weekdays alone would not do', () => {
    expect(expiryRules.third_friday(2027, 6, isWeekday)).toBe('2027-06-18');
  });
});
