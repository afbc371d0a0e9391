import { dayAt } from '../../core/calendar/business-day.ts';
import { MalformedText, OutOfRange } from '../../core/errors.ts';
import { type Instant, instant, type TradeDate, toMilliseconds } from '../../core/model/time.ts';
import { readAmount, readReturn } from '../../core/statistics/amount-text.ts';
import { columnNames, type TradeColumns, tradeColumns } from '../../core/statistics/columns.ts';
import type { Trade } from '../../core/statistics/trade.ts';
import { type BadRow, ImportRefused } from '../import/broken.ts';
import { readDay } from '../import/local-time.ts';
import { readDateTime } from '../import/readers.ts';
import { FieldProblem, Row } from '../import/row.ts';
import type { Table } from '../import/table.ts';
import { timeReader } from '../import/values.ts';

export interface ListedTrades {
  readonly measure: 'money' | 'return';
  readonly trades: readonly Trade[];
}

/** The columns of a list of trades or returns; undefined where the table has no amount, as a file of fills. */
export const columnsOf = ({ header }: Table): TradeColumns | undefined => tradeColumns(header.names);

/**
 * A list of what was closed, one a row: an amount or a return, and what else there is. A time without a zone is UTC; the trade date is the
 * `date` column's, else the day that the time names. Throws `ImportRefused` that names every row and column that cannot be read.
 */
export function readTrades(
  file: string,
  { header, rows }: Table,
  columns: TradeColumns,
  instrument?: string,
): ListedTrades {
  const bad: BadRow[] = [];
  const trades: Trade[] = [];
  const wanted = instrument?.toUpperCase();
  if (wanted !== undefined && columns.instrument === undefined)
    throw new ImportRefused(`${file} has no column for the instrument: leave out --instrument, or add the column.`);
  for (const { number, fields } of rows) {
    try {
      if (fields.length !== header.names.length)
        throw new FieldProblem('', '', `has ${fields.length} fields where the header has ${header.names.length}`);
      const row = new Row(number, header, fields);
      if (wanted !== undefined && row.text(...columnNames.instrument).toUpperCase() !== wanted) continue;
      trades.push(readTrade(row, columns));
    } catch (error) {
      if (!isForeseen(error)) throw error;
      const { column, value } = error instanceof FieldProblem ? error : { column: '', value: '' };
      bad.push({ row: number, column, value, reason: error.message });
    }
  }
  if (bad.length > 0) throw ImportRefused.ofBadRows(file, bad);
  return { measure: columns.measure, trades };
}

const isForeseen = (error: unknown): error is Error =>
  error instanceof FieldProblem || error instanceof MalformedText || error instanceof OutOfRange;

function readTrade(row: Row, columns: TradeColumns): Trade {
  const { measure } = columns;
  const optional = <T>(names: readonly string[], read: (text: string) => T): T | undefined =>
    row.text(...names) === '' ? undefined : row.read(names, read);
  const amount = row.read(columnNames[measure], measure === 'money' ? readAmount : readReturn);
  const closed = optional(columnNames.closed, readTime);
  const opened = optional(columnNames.opened, readTime);
  const date = optional(columnNames.date, readDate) ?? optional(columnNames.closed, readDate);
  const strategy = row.text(...columnNames.strategy);
  const benchmark = measure === 'return' ? optional(columnNames.benchmark, readReturn) : undefined;
  return {
    amount,
    ...(date === undefined ? {} : { date }),
    ...(closed === undefined ? {} : { closed }),
    ...(opened === undefined ? {} : { opened }),
    ...(strategy === '' ? {} : { strategy }),
    ...(benchmark === undefined ? {} : { benchmark }),
  };
}

const isCount = (text: string): boolean => /^\d{9,20}$/.test(text);
const isDay = (text: string): boolean => !isCount(text) && !/[T ]\d{1,2}:/.test(text);
const countOf = timeReader('');

/** A count of seconds, milliseconds, microseconds or nanoseconds since 1970 by its digits; a day alone has no time in it. */
function readTime(text: string): Instant | undefined {
  if (isCount(text)) return instant(Number(countOf(text)));
  return isDay(text) ? undefined : readDateTime(text, 'UTC');
}

function readDate(text: string): TradeDate {
  if (isCount(text)) return dayAt(toMilliseconds(instant(Number(countOf(text)))));
  return readDay(isDay(text) ? text : (text.split(/[T ]/)[0] ?? text));
}
