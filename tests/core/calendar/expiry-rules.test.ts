import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { isWeekday } from '../../../core/calendar/business-day.ts';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import { expiryRules } from '../../../core/calendar/expiry-rules.ts';
import { oracle } from '../../oracle.ts';

const isBusinessDay = calendarsByRule.cme.isBusinessDay;

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
  ['business_day_before_third_wednesday_a_quarter_on', 2025, 12, '2026-03-17'],
  ['business_day_before_third_wednesday', 2025, 12, '2025-12-16'],
  ['four_business_days_before_25th_of_prior_month', 2027, 1, '2026-12-18'],
  ['fourth_last_business_day_of_prior_month', 2027, 1, '2026-12-28'],
  ['last_business_day_of_prior_month', 2027, 1, '2026-12-31'],
] as const)('%s of %i-%i is %s', (rule, year, month, day) => {
  expect(expiryRules[rule](year, month, isBusinessDay)).toBe(day);
});

const published = oracle<{ expiries: Record<string, [month: string, lastTrade: string][]> }>(
  'futures_expiry.json',
)?.expiries;

const { instruments } = await loadConfig('config');

describe.skipIf(!published)('published last trade dates (needs the shared oracles)', () => {
  /** Months that the exchange does not list, or moved against its rule. */
  const exceptions = new Set(['GC 2021-12', 'SI 2021-12', 'NG 2022-01', 'MGC 2017-09', 'MGC 2018-03']);
  /** Eurodollars stopped trading in 2023; their rule needs London's holidays. */
  const unlisted = ['GE'];

  const roots = Object.keys(published ?? {});

  test('of every product but the named ones', () => {
    const listed = instruments.map(({ root }) => root);
    expect(roots.filter((root) => !listed.includes(root))).toEqual(unlisted);
  });

  test.each(roots.filter((root) => !unlisted.includes(root)))('%s', (root) => {
    const rule = instruments.find((each) => each.root === root)!.contracts!.expiry;
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
