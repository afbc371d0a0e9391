import type { Bus } from '../../core/bus.ts';
import type { Calendars } from '../../core/calendar/calendar.ts';
import type { Instant } from '../../core/model/time.ts';
import { SettlementBook } from '../../core/settlement/book.ts';
import { dueRolls } from '../../core/settlement/rolls.ts';
import type { SettlementsState } from '../../core/topics.ts';
import type { Journal } from '../journal/port.ts';

/** Settlements and rolls as the journal has them, with the rolls done that fell due meanwhile. */
export async function restoreSettlements(
  journal: Journal,
  now: Instant,
  calendars: Calendars,
): Promise<SettlementBook> {
  const book = new SettlementBook();
  for (const settlement of journal.settlements()) book.add(settlement);
  for (const roll of journal.rolls()) book.roll(roll);
  await rollSettlements(book, journal, now, calendars);
  return book;
}

/** Does the rolls that are due, each journalled before its marks move; whether there was one. */
export async function rollSettlements(
  book: SettlementBook,
  journal: Journal,
  now: Instant,
  { cme }: Calendars,
): Promise<boolean> {
  const due = dueRolls((kind) => book.rolled(kind), now, cme.isTradeDate);
  for (const roll of due) {
    await journal.recordRoll(roll);
    book.roll(roll);
  }
  return due.length > 0;
}

export const settlementsState = (book: SettlementBook): SettlementsState => ({
  marks: new Map(Array.from(book.instruments(), (instrument) => [instrument, book.marksOf(instrument)])),
});

/** Says that marks are others now. */
export function touchMarks(bus: Bus): void {
  bus.touch('settlements');
  bus.touch('positions');
}
