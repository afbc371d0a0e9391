import { type Form, form } from '../form.ts';
import { className } from '../shape.ts';

type Counted<K extends string> = { readonly [key in K]: number };

const isArrow = (value: object): value is Counted<'numRows' | 'numCols'> =>
  'schema' in value && 'numRows' in value && 'numCols' in value;

const isResult = (value: object): value is Counted<'rowCount' | 'columnCount'> =>
  'columnNames' in value && 'columnCount' in value && 'rowCount' in value;

const isReader = (value: object): value is Counted<'currentRowCount' | 'columnCount'> =>
  'columnNames' in value && 'columnCount' in value && 'currentRowCount' in value;

interface Shaped {
  readonly shape: readonly number[];
  readonly dtype?: unknown;
}

const isShaped = (value: object): value is Shaped =>
  'shape' in value && Array.isArray(value.shape) && value.shape.every((size) => typeof size === 'number');

/** Tables of other libraries tell their size, never their rows: Arrow's, DuckDB's, and what has a `shape`. */
export const tableForms: readonly Form[] = [
  form(isArrow, (printer, table) => {
    printer.text += `[${className(table)} ${table.numRows}×${table.numCols}]`;
  }),
  form(isReader, (printer, reader) => {
    printer.text += `[${className(reader)} ${reader.currentRowCount}×${reader.columnCount}]`;
  }),
  form(isResult, (printer, result) => {
    printer.text += `[${className(result)} ${result.rowCount}×${result.columnCount}]`;
  }),
  form(isShaped, (printer, shaped) => {
    const { shape, dtype } = shaped;
    const size = shape.slice(0, 10).join('×');
    const name = className(shaped);
    printer.text += typeof dtype === 'string' ? `[${name} ${printer.clean(dtype, 20)} (${size})]` : `[${name} ${size}]`;
  }),
];
