import { expect, it } from 'vitest';
import { type Period, periodStart } from '../../../cells/pnl/period.ts';
import type { TradeDate } from '../../../core/model/time.ts';

const cases: [period: Period, date: string, start: string | undefined][] = [
  ['day', '2026-11-20', '2026-11-20'],
  ['week', '2026-11-20', '2026-11-16'],
  ['week', '2026-11-16', '2026-11-16'],
  ['week', '2026-01-02', '2025-12-29'],
  ['month', '2026-11-20', '2026-11-01'],
  ['quarter', '2026-11-20', '2026-10-01'],
  ['quarter', '2026-03-31', '2026-01-01'],
  ['year', '2026-11-20', '2026-01-01'],
  ['all', '2026-11-20', undefined],
];

it.each(cases)('%s of %s begins on %s', (period, date, start) => {
  expect(periodStart(period, date as TradeDate)).toBe(start);
});
