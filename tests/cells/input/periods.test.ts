import { describe, expect, test } from 'vitest';
import { daysOf, periodLabel, periodWord, quickChoices } from '../../../cells/input/periods.ts';
import type { InputContext } from '../../../cells/kind.ts';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import type { TradeDate } from '../../../core/model/time.ts';

const on = (tradeDate: string): InputContext => ({
  tradeDate: tradeDate as TradeDate,
  calendar: calendarsByRule.cme,
  instruments: [],
});

describe('the days of a period', () => {
  const cases: readonly [string, string, string][] = [
    ['2026-11-20', 'today', '2026-11-20'],
    ['2026-11-20', 'week', '2026-11-16'],
    ['2026-11-16', 'week', '2026-11-16'],
    ['2026-11-20', 'month', '2026-11-01'],
    ['2026-11-20', 'quarter', '2026-10-01'],
    ['2026-03-31', 'quarter', '2026-01-01'],
    ['2026-11-20', 'year', '2026-01-01'],
    ['2026-11-20', 'last-1', '2026-11-20'],
    ['2026-11-20', 'last-5', '2026-11-16'],
    ['2026-11-23', 'last-5', '2026-11-17'],
    // Thanksgiving, the 26th, is no trade date of its own.
    ['2026-11-30', 'last-5', '2026-11-23'],
    ['2026-11-20', 'last-20', '2026-10-26'],
  ];
  test.each(cases)('on %s %s begins on %s', (tradeDate, word, first) =>
    expect(daysOf(word, on(tradeDate))).toEqual([first, tradeDate]),
  );
});

test.each([
  ['week', 'week'],
  [' Last 5 ', 'last-5'],
  ['last20', 'last-20'],
  ['last-005', 'last-5'],
  ['last-0', undefined],
  ['last-1001', undefined],
  ['constructor', undefined],
  ['fortnight', undefined],
])('%j is the word %j', (text, word) => expect(periodWord(text)).toBe(word));

test('every quick choice is a word with a label of its own', () => {
  expect(quickChoices.map(periodWord)).toEqual(quickChoices);
  expect(quickChoices.map(periodLabel)).toEqual([
    'Today',
    'This week',
    'Last 5 trade dates',
    'Last 20 trade dates',
    'Month to date',
    'Quarter to date',
    'Year to date',
  ]);
});
