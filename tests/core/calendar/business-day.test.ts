import { expect, test } from 'vitest';
import {
  addBusinessDays,
  addDays,
  dayOf,
  firstBusinessDay,
  isWeekday,
  lastBusinessDay,
  nextBusinessDay,
  onOrAfter,
  onOrBefore,
  parseDay,
  previousBusinessDay,
} from '../../../core/calendar/business-day.ts';
import type { TradeDate } from '../../../core/model/time.ts';

const day = (text: string) => text as TradeDate;

test('days carry over months and years', () => {
  expect([
    dayOf(2026, 13, 1),
    dayOf(2026, 3, 0),
    dayOf(2026, 0, 25),
    addDays(day('2024-02-28'), 1),
    addDays(day('2026-01-01'), -1),
  ]).toEqual(['2027-01-01', '2026-02-28', '2025-12-25', '2024-02-29', '2025-12-31']);
});

test.each([
  ['2026-11-20', '2026-11-23', '2026-11-19'],
  ['2026-11-21', '2026-11-23', '2026-11-20'],
  ['2026-11-22', '2026-11-23', '2026-11-20'],
  ['2026-11-23', '2026-11-24', '2026-11-20'],
])('after and before %s', (text, next, previous) => {
  expect([nextBusinessDay(day(text)), previousBusinessDay(day(text))]).toEqual([next, previous]);
});

test('counting and rounding to business days', () => {
  expect([
    addBusinessDays(day('2026-11-20'), 6),
    addBusinessDays(day('2026-11-23'), -6),
    addBusinessDays(day('2026-11-21'), 0),
    onOrBefore(day('2026-11-22')),
    onOrAfter(day('2026-11-22')),
    firstBusinessDay(2026, 11),
    lastBusinessDay(2026, 10),
  ]).toEqual(['2026-11-30', '2026-11-13', '2026-11-21', '2026-11-20', '2026-11-23', '2026-11-02', '2026-10-30']);
});

test('a table of holidays is handed in', () => {
  const exceptThursday = (at: TradeDate) => isWeekday(at) && at !== '2026-11-26';
  expect([
    nextBusinessDay(day('2026-11-25'), exceptThursday),
    addBusinessDays(day('2026-11-30'), -2, exceptThursday),
  ]).toEqual(['2026-11-27', '2026-11-25']);
});

test('days as text', () => {
  expect(['2026-11-23', '2026-02-29', '2026-1-1', '2026-13-01', 'today', ''].map(parseDay)).toEqual([
    '2026-11-23',
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
