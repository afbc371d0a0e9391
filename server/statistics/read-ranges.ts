import path from 'node:path';
import { type Price, price, priceFromDecimal } from '../../core/model/price.ts';
import { instant } from '../../core/model/time.ts';
import type { PriceRange } from '../../core/statistics/excursion.ts';
import { type BadRow, ImportRefused } from '../import/broken.ts';
import { fileBytes } from '../import/file-bytes.ts';
import { FieldProblem, plainName, Row } from '../import/row.ts';
import { readTable, type Table } from '../import/table.ts';
import { readPrice, timeReader } from '../import/values.ts';

const times = ['ts', 'tsevent', 'time', 'timestamp', 'datetime', 'opentime', 'date'];
const lows = ['low', 'l'];
const highs = ['high', 'h'];
const ticks = ['price', 'last', 'close'];

/** Where the time stands: by its name, or by a unit behind it as in `ts_ms_utc`. */
const timeColumn = ({ header }: Table): string | undefined =>
  header.names.find(
    (name) => times.includes(plainName(name)) || /^(ts|time|timestamp)_(s|ms|us|ns)\b|^ts_/i.test(name),
  );

/**
 * Bars (low and high) or ticks (price) of one instrument, in the order of their times. A bar lasts as long as the nearest two are apart. Throws
 * `ImportRefused` that names the rows and columns that cannot be read; a bar without trades is left out.
 */
export async function readRanges(file: string): Promise<readonly PriceRange[]> {
  const name = path.basename(file);
  const table = readTable(name, await fileBytes(file));
  const time = timeColumn(table);
  const bars = table.header.find(lows) !== undefined && table.header.find(highs) !== undefined;
  if (time === undefined || !(bars || table.header.find(ticks) !== undefined))
    throw new ImportRefused(
      `${name} needs a time (ts) and either low and high, or price; its columns are ${table.header.names.join(', ')}.`,
    );
  const read = rangeReader(time, bars);
  const ranges: Pick<PriceRange, 'from' | 'low' | 'high'>[] = [];
  const bad: BadRow[] = [];
  for (const { number, fields } of table.rows) {
    try {
      const row = new Row(number, table.header, fields);
      if (row.text(...(bars ? highs : ticks)) !== '') ranges.push(read(row));
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
      bad.push({ row: number, column: error.column, value: error.value, reason: error.message });
    }
  }
  if (bad.length > 0) throw ImportRefused.ofBadRows(name, bad);
  return lasting(ranges, bars);
}

function rangeReader(time: string, bars: boolean): (row: Row) => Pick<PriceRange, 'from' | 'low' | 'high'> {
  const instantOf = timeReader(time);
  const priceOf = (text: string): Price => price(priceFromDecimal(String(readPrice(text))));
  return (row) => ({
    from: row.read([plainName(time)], (text) => instant(Number(instantOf(text)))),
    low: row.read(bars ? lows : ticks, priceOf),
    high: row.read(bars ? highs : ticks, priceOf),
  });
}

function lasting(given: readonly Pick<PriceRange, 'from' | 'low' | 'high'>[], bars: boolean): PriceRange[] {
  const ranges = given.toSorted((a, b) => a.from - b.from);
  const steps = ranges.slice(1).map(({ from }, index) => from - ranges[index]!.from);
  const step = bars
    ? steps.reduce((least, gap) => (gap > 0 && gap < least ? gap : least), Number.POSITIVE_INFINITY)
    : 0;
  const length = Number.isFinite(step) ? step : 0;
  return ranges.map((range) => ({ ...range, to: instant(range.from + length) }));
}
