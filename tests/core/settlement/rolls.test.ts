import { expect, test } from 'vitest';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import { fromMilliseconds, type Instant, type TradeDate } from '../../../core/model/time.ts';
import { SettlementBook } from '../../../core/settlement/book.ts';
import { dueRolls, rollInstant } from '../../../core/settlement/rolls.ts';

const date = (text: string) => text as TradeDate;
const utc = (text: string): Instant => fromMilliseconds(Date.parse(text));
const due = (book: SettlementBook, at: string) =>
  dueRolls((kind) => book.rolled(kind), utc(at), calendarsByRule.cme.isTradeDate).map(
    ({ tradeDate, kind }) => `${tradeDate} ${kind}`,
  );

test.each([
  ['winter', '2026-01-15', '2026-01-15T20:00:00Z', '2026-01-15T22:00:00Z'],
  ['summer', '2026-07-15', '2026-07-15T19:00:00Z', '2026-07-15T21:00:00Z'],
  ['the Friday before clocks go forward', '2026-03-06', '2026-03-06T20:00:00Z', '2026-03-06T22:00:00Z'],
  ['the Monday after', '2026-03-09', '2026-03-09T19:00:00Z', '2026-03-09T21:00:00Z'],
])('14:00 and 16:00 Chicago in %s', (_name, day, twoPm, fourPm) => {
  expect([rollInstant(date(day), 'two_pm'), rollInstant(date(day), 'four_pm')]).toEqual([utc(twoPm), utc(fourPm)]);
});

test('the first start does the newest of each kind', () => {
  const book = new SettlementBook();
  expect(due(book, '2026-11-20T15:30:00Z')).toEqual(['2026-11-19 two_pm', '2026-11-19 four_pm']);
  expect(due(book, '2026-11-20T20:00:00Z')).toEqual(['2026-11-19 four_pm', '2026-11-20 two_pm']);
  expect(due(book, '2026-11-22T15:30:00Z')).toEqual(['2026-11-20 two_pm', '2026-11-20 four_pm']);
});

test('days over a change of clocks and a holiday: each roll falls due once, at its minute, and closed days have none', () => {
  const book = new SettlementBook();
  for (const roll of dueRolls(() => undefined, utc('2026-10-30T12:00:00Z'), calendarsByRule.cme.isTradeDate))
    book.roll(roll);
  const done: string[] = [];
  for (let at = utc('2026-10-30T12:00:00Z'); at <= utc('2026-11-03T12:00:00Z'); at = (at + 60_000_000) as Instant) {
    for (const roll of dueRolls((kind) => book.rolled(kind), at, calendarsByRule.cme.isTradeDate)) {
      expect(roll.tsEvent).toBe(at);
      expect(book.roll(roll)).toBe(true);
      done.push(`${new Date(at / 1_000).toISOString().slice(0, 16)} ${roll.tradeDate} ${roll.kind}`);
    }
  }
  expect(done).toEqual([
    '2026-10-30T19:00 2026-10-30 two_pm',
    '2026-10-30T21:00 2026-10-30 four_pm',
    '2026-11-02T20:00 2026-11-02 two_pm',
    '2026-11-02T22:00 2026-11-02 four_pm',
  ]);
});

test('what fell due while the console was off is done in the order of its time, around Thanksgiving', () => {
  const book = new SettlementBook();
  for (const roll of dueRolls(() => undefined, utc('2026-11-25T20:30:00Z'), calendarsByRule.cme.isTradeDate))
    book.roll(roll);
  expect(due(book, '2026-11-30T21:00:00Z')).toEqual([
    '2026-11-25 four_pm',
    '2026-11-27 two_pm',
    '2026-11-27 four_pm',
    '2026-11-30 two_pm',
  ]);
});
