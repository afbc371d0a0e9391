import { firstDayOf } from '../../core/calendar/to-date.ts';
import type { TradeDate } from '../../core/model/time.ts';
import type { InputContext } from '../kind.ts';

/** Periods up to the trade date, by the word that a setting says, with how the page calls them. */
const toDate = {
  today: ['day', 'Today'],
  week: ['week', 'This week'],
  month: ['month', 'Month to date'],
  quarter: ['quarter', 'Quarter to date'],
  year: ['year', 'Year to date'],
} as const;

const isToDate = (word: string): word is keyof typeof toDate => Object.hasOwn(toDate, word);

/** The words that the page offers, in its order. */
export const quickChoices: readonly string[] = ['today', 'week', 'last-5', 'last-20', 'month', 'quarter', 'year'];

const mostDates = 1_000;

/** How many trade dates `last-5` counts, the present one among them. */
function countOf(word: string): number | undefined {
  const count = Number(/^last[- ]?(\d{1,4})$/.exec(word)?.[1] ?? 0);
  return count >= 1 && count <= mostDates ? count : undefined;
}

/** A word as it is kept (`last 5` is `last-5`); undefined where it is none. */
export function periodWord(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  const count = countOf(word);
  if (count !== undefined) return `last-${count}`;
  return isToDate(word) ? word : undefined;
}

export function periodLabel(word: string): string {
  if (isToDate(word)) return toDate[word][1];
  const count = countOf(word) ?? 0;
  return count === 1 ? 'Last trade date' : `Last ${count} trade dates`;
}

/** First and last day of a period, which ends with the trade date. `word` is one that `periodWord` gave. */
export function daysOf(word: string, { tradeDate, calendar }: InputContext): readonly [TradeDate, TradeDate] {
  if (isToDate(word)) return [firstDayOf(toDate[word][0], tradeDate), tradeDate];
  let first = tradeDate;
  for (let left = (countOf(word) ?? 1) - 1; left > 0; left--) first = calendar.previous(first);
  return [first, tradeDate];
}
