import { expect, test } from 'vitest';
import { periodOf } from '../../../core/calendar/period.ts';
import type { TradeDate } from '../../../core/model/time.ts';

test.each([
  ['2026-11-20', 'week', { name: '2026-W47', first: '2026-11-16', last: '2026-11-22' }],
  ['2026-11-22', 'week', { name: '2026-W47', first: '2026-11-16', last: '2026-11-22' }],
  ['2026-11-23', 'week', { name: '2026-W48', first: '2026-11-23', last: '2026-11-29' }],
  ['2027-01-01', 'week', { name: '2026-W53', first: '2026-12-28', last: '2027-01-03' }],
  ['2024-12-30', 'week', { name: '2025-W01', first: '2024-12-30', last: '2025-01-05' }],
  ['2024-02-15', 'month', { name: '2024-02', first: '2024-02-01', last: '2024-02-29' }],
  ['2026-12-31', 'month', { name: '2026-12', first: '2026-12-01', last: '2026-12-31' }],
] as const)('the %s %s', (date, length, expected) => {
  expect(periodOf(date as TradeDate, length)).toEqual(expected);
});
