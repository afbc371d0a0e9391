import { expect, test } from 'vitest';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import { optionClose, standardOptionExpiry, weeklyOptionExpiry } from '../../../core/calendar/option-dates.ts';
import type { TradeDate } from '../../../core/model/time.ts';

const isBusinessDay = calendarsByRule.cme.isBusinessDay;

test.each([
  ['a Friday well before the month ends', 2025, 8, '2025-07-25'],
  ['the month ends on a Friday', 2025, 9, '2025-08-22'],
  ['January', 2026, 1, '2025-12-26'],
  ['Good Friday', 2024, 4, '2024-03-22'],
  ['the end of May beside Memorial Day', 2026, 6, '2026-05-22'],
])('the standard series of %s (%i-%i) expires on %s', (_name, year, month, day) => {
  expect(standardOptionExpiry(year, month, isBusinessDay)).toBe(day);
});

test.each([
  ['the third Monday', 2025, 7, 'monday', 3, '2025-07-21'],
  ['a Monday holiday moves on', 2025, 9, 'monday', 1, '2025-09-02'],
  ['a Wednesday holiday moves back', 2024, 6, 'wednesday', 3, '2024-06-18'],
  ['a Thursday holiday moves back', 2025, 11, 'thursday', 4, '2025-11-26'],
  ['a Friday holiday moves back', 2025, 7, 'friday', 1, '2025-07-03'],
  ['a fifth Friday', 2025, 8, 'friday', 5, '2025-08-29'],
  ['no fifth Monday', 2025, 7, 'monday', 5, undefined],
  ['no week nought', 2025, 7, 'monday', 0, undefined],
] as const)('%s: %i-%i %s %i is %s', (_name, year, month, day, week, expiry) => {
  expect(weeklyOptionExpiry(year, month, day, week, isBusinessDay)).toBe(expiry);
});

test.each([
  ['2025-07-21', 'monday', '2025-07-21T19:00:00.000Z'],
  ['2025-01-22', 'wednesday', '2025-01-22T20:00:00.000Z'],
  ['2025-08-22', 'standard', '2025-08-22T21:00:00.000Z'],
  ['2025-08-29', 'friday', '2025-08-29T21:00:00.000Z'],
] as const)('%s (%s) closes at %s', (expiry, day, at) => {
  expect(new Date(optionClose(expiry as TradeDate, day) / 1_000).toISOString()).toBe(at);
});
