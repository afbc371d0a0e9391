import { MalformedText, OutOfRange, UnknownName } from '../../../core/errors.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import { type Price, price, priceFromDecimal } from '../../../core/model/price.ts';
import { parsePrice } from '../../../core/model/price-format.ts';
import { type Quantity, quantity } from '../../../core/model/quantity.ts';
import { type Instant, instant } from '../../../core/model/time.ts';
import { FieldProblem, type Header } from '../../import/row.ts';
import { timeReader } from '../../import/values.ts';

const isForeseen = (error: unknown): error is Error =>
  error instanceof MalformedText || error instanceof OutOfRange || error instanceof UnknownName;

/** What `read` makes of a field; an error of it names the column. */
export function field<T>(column: string, text: string, read: (text: string) => T): T {
  if (text === '') throw new FieldProblem(column, text, 'is empty');
  try {
    return read(text);
  } catch (error) {
    if (isForeseen(error)) throw new FieldProblem(column, text, error.message);
    throw error;
  }
}

/** One column of a header: its place and how it is written there. */
export interface Column {
  readonly name: string;
  readonly at: number;
}

/** The first of the alternatives that the header has. */
export function columnOf(header: Header, ...alternatives: readonly string[]): Column | undefined {
  const at = header.find(alternatives);
  return at === undefined ? undefined : { name: header.names[at]!.trim(), at };
}

/** Names of the columns that tell when, as they are compared. */
export const timeColumns = [
  'tsmsutc',
  'tsutc',
  'tsms',
  'tsus',
  'tsns',
  'tsevent',
  'ts',
  'timestamp',
  'time',
  'datetime',
];

/** How the time of a column is read: its name tells the unit, else the number of digits. */
export function instantReader(column: Column): (text: string) => Instant {
  const read = timeReader(column.name.toLowerCase());
  const wrong = (text: string, reason: string) => new FieldProblem(column.name, text, reason);
  return (text) => {
    if (text === '') throw wrong(text, 'is empty');
    try {
      const at = read(text);
      if (typeof at === 'number' && Number.isSafeInteger(at)) return instant(at);
    } catch (error) {
      throw wrong(text, (error as Error).message);
    }
    throw wrong(text, 'is no time');
  };
}

const plainDecimal = /^-?\d+(\.\d+)?$/;

/** A price as a decimal, or as the exchange writes it; one between two ticks is kept as it is. */
export const priceText = (text: string, { priceStyle }: Pick<Instrument, 'priceStyle'>): Price =>
  plainDecimal.test(text) ? priceFromDecimal(text) : price(parsePrice(text, priceStyle));

/** A whole number of contracts; `none` says whether zero is one. */
export function contracts(text: string, none = false): Quantity {
  if (!/^\d+(\.0*)?$/.test(text)) throw new OutOfRange('is no whole number of contracts');
  const count = quantity(Number(text));
  if (count === 0 && !none) throw new OutOfRange('is no quantity: a trade is of one contract or more');
  return count;
}

/** Fields of a line; a line with quotes in it is none that these formats have. Throws a `FieldProblem` for a wrong number of them. */
export function fieldsOf(line: string, header: Header): readonly string[] {
  const fields = line.split(',');
  if (fields.length === header.names.length) return fields;
  throw new FieldProblem('', '', `has ${fields.length} fields where the header has ${header.names.length}`);
}
