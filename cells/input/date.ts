import { parseDay } from '../../core/calendar/business-day.ts';
import type { InputContext, ParamValue, Setting } from '../kind.ts';
import { daysOf, periodWord } from './periods.ts';
import type { DateProps, DatesProps } from './schema.ts';
import { parseSpan, printSpan } from './span-text.ts';

export const firstDay = '1970-01-01';
const lastDay = '2199-12-31';

export const initialDate = (props: DateProps, context: InputContext): Setting => parseDate(props.default, context);

/** A day, or `today`, which goes with the trade date. */
export function parseDate(given: string, { tradeDate }: InputContext): Setting {
  const text = given.trim();
  if (text.toLowerCase() === 'today') return { text: 'today', values: [day(tradeDate)] };
  return { text, values: [day(readDay(text))] };
}

export const initialDates = (props: DatesProps, context: InputContext): Setting => parseDates(props.default, context);

/** Two days, or a period such as `week` or `last-5`, which goes with the trade date. */
export function parseDates(text: string, context: InputContext): Setting {
  const word = periodWord(text);
  if (word !== undefined) return { text: word, values: daysOf(word, context).map(day) };
  const ends = parseSpan(text);
  if (!ends) {
    throw new Error(
      `"${text}" is no period. Write two days, as in 2026-11-01..2026-11-20, or today, week, last-5, month, quarter or year.`,
    );
  }
  const [from, to] = [readDay(ends[0]), readDay(ends[1])];
  if (from > to) throw new Error(`${from} is after ${to}: write the earlier day first.`);
  return { text: printSpan(from, to), values: [day(from), day(to)] };
}

const day = (value: string): ParamValue => ({ type: 'date', value });

function readDay(text: string): string {
  const read = parseDay(text);
  if (read === undefined) throw new Error(`"${text}" is not a date. Write year, month and day, as in 2026-11-20.`);
  if (read < firstDay || read > lastDay) {
    throw new Error(`${text} is out of range: expected a date from ${firstDay} to ${lastDay}.`);
  }
  return read;
}
