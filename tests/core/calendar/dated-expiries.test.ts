import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { addDays, isWeekday, tradeDate, weekdayOf } from '../../../core/calendar/business-day.ts';
import {
  datedExpiries,
  type ExpiryDays,
  isMonthlyExpiry,
  monthlyExpiry,
} from '../../../core/calendar/dated-expiries.ts';

const { instruments, calendars } = await loadConfig('config');
const { isBusinessDay } = calendars.nse;
const rulesOf = (root: string): readonly ExpiryDays[] =>
  instruments.find((each) => each.root === root)!.dated!.expiries;

test.each([
  ['NIFTY', 2024, 12, '2024-12-26'],
  ['NIFTY', 2025, 8, '2025-08-28'],
  ['NIFTY', 2025, 9, '2025-09-30'],
  ['NIFTY', 2025, 12, '2025-12-30'],
  ['NIFTY', 2026, 9, '2026-09-29'],
  // the last Tuesday is Guru Nanak Jayanti
  ['NIFTY', 2026, 11, '2026-11-23'],
  ['BANKNIFTY', 2024, 1, '2024-01-25'],
  ['BANKNIFTY', 2024, 3, '2024-03-27'],
  ['BANKNIFTY', 2024, 12, '2024-12-24'],
  ['BANKNIFTY', 2025, 1, '2025-01-30'],
  ['BANKNIFTY', 2025, 9, '2025-09-30'],
  ['FINNIFTY', 2024, 7, '2024-07-30'],
  ['MIDCPNIFTY', 2024, 7, '2024-07-29'],
  ['MIDCPNIFTY', 2025, 4, '2025-04-24'],
  ['SENSEX', 2024, 12, '2024-12-27'],
  ['SENSEX', 2025, 1, '2025-01-28'],
  ['SENSEX', 2025, 9, '2025-09-25'],
  ['SENSEX', 2026, 11, '2026-11-26'],
  ['RELIANCE', 2023, 11, '2023-11-30'],
  ['RELIANCE', 2025, 9, '2025-09-30'],
])('the contract of %s for %i-%i ends on %s', (root, year, month, day) => {
  expect(monthlyExpiry(rulesOf(root), year, month, isBusinessDay)).toBe(day);
  expect(isMonthlyExpiry(rulesOf(root), tradeDate(day), isBusinessDay)).toBe(true);
});

describe('the next expiries', () => {
  const next = (root: string, from: string, weeks: number, months: number) =>
    datedExpiries(rulesOf(root), tradeDate(from), isBusinessDay, { weeks, months }).join(' ');

  test.each([
    [
      'weeks and months',
      'NIFTY',
      '2026-11-21',
      4,
      3,
      '2026-11-23 2026-12-01 2026-12-08 2026-12-15 2026-12-22 2026-12-29 2027-01-26',
    ],
    ['on an expiry day', 'NIFTY', '2026-11-17', 1, 1, '2026-11-17 2026-11-23'],
    [
      'from Thursdays to Tuesdays',
      'NIFTY',
      '2025-08-18',
      4,
      1,
      '2025-08-21 2025-08-28 2025-09-02 2025-09-09 2025-09-16',
    ],
    ['a week with a holiday', 'NIFTY', '2025-10-15', 1, 1, '2025-10-20 2025-10-28'],
    ['Fridays, then Tuesdays', 'SENSEX', '2024-12-30', 3, 0, '2025-01-03 2025-01-07 2025-01-14'],
    ['Wednesdays that end on a Thursday', 'BANKNIFTY', '2023-09-18', 2, 1, '2023-09-20 2023-09-28 2023-10-04'],
    ['weekly contracts that ended', 'BANKNIFTY', '2026-11-21', 4, 2, '2026-11-23 2026-12-29'],
    ['shares', 'INFY', '2026-11-24', 4, 2, '2026-12-29 2027-01-26'],
  ])('%s', (_name, root, from, weeks, months, days) => {
    expect(next(root, from, weeks, months)).toBe(days);
  });

  test('are business days in order, of which the rules give one a week at most', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('NIFTY', 'BANKNIFTY', 'SENSEX', 'TCS'),
        fc.integer({ min: 0, max: 2_500 }),
        (root, days) => {
          const from = addDays(tradeDate('2022-01-01'), days);
          const found = datedExpiries(rulesOf(root), from, isBusinessDay, { weeks: 5, months: 3 });
          expect(found).toEqual([...found].sort());
          for (const day of found) expect([day >= from, isBusinessDay(day)]).toEqual([true, true]);
          expect(
            found.filter((day) => isMonthlyExpiry(rulesOf(root), day, isBusinessDay)).length,
          ).toBeGreaterThanOrEqual(3);
          const weeksOf = found.map((day) => addDays(day, -((weekdayOf(day) + 6) % 7)));
          expect(new Set(weeksOf).size).toBeGreaterThanOrEqual(found.length - 1);
        },
      ),
      { seed: 20250901, numRuns: 100 },
    );
  });

  test('there are none without rules', () => {
    expect(datedExpiries([], tradeDate('2026-11-21'), isWeekday, { weeks: 4, months: 3 })).toEqual([]);
  });
});
