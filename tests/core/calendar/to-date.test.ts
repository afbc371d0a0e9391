import { expect, test } from 'vitest';
import { firstDayOf, type ToDate } from '../../../core/calendar/to-date.ts';
import type { TradeDate } from '../../../core/model/time.ts';

test.each<[ToDate, string, string]>([
  ['day', '2026-11-20', '2026-11-20'],
  ['week', '2026-11-20', '2026-11-16'],
  ['week', '2026-11-16', '2026-11-16'],
  ['week', '2026-01-01', '2025-12-29'],
  ['month', '2024-02-29', '2024-02-01'],
  ['quarter', '2026-12-31', '2026-10-01'],
  ['quarter', '2026-04-01', '2026-04-01'],
  ['quarter', '2026-03-31', '2026-01-01'],
  ['year', '2026-11-20', '2026-01-01'],
])('the %s of %s begins on %s', (period, date, first) => expect(firstDayOf(period, date as TradeDate)).toBe(first));
