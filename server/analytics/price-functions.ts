import {
  DECIMAL,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBDecimal64Vector,
  DuckDBDecimalValue,
  DuckDBScalarFunction,
  DuckDBVarCharVector,
  type DuckDBVector,
  VARCHAR,
} from '@duckdb/node-api';
import { MalformedText, OutOfRange } from '../../core/errors.ts';
import type { Instrument, PriceStyle } from '../../core/model/instrument.ts';
import { type Price, price } from '../../core/model/price.ts';
import { formatPriceAs, type PriceStyleName, parsePriceAs, priceStyleName } from '../../core/model/price-named.ts';
import { readPrice } from '../../core/model/price-read.ts';

const PRICE = DECIMAL(18, 9);

type FindInstrument = (id: string) => Pick<Instrument, 'priceStyle'> | undefined;

/**
 * Lets SQL speak of prices with the core's own printer and parser, so that the two cannot differ: `price_text(price, instrument [, style])` and
 * `parse_price(text, instrument [, style])`. NULL for an instrument nobody knows and for text that is no price; a style that does not exist
 * fails the query.
 */
export function registerPriceFunctions(connection: DuckDBConnection, find: FindInstrument): void {
  const printed = { name: 'price_text', returnType: VARCHAR, mainFunction: printing(find) };
  const parsed = { name: 'parse_price', returnType: PRICE, mainFunction: parsing(find) };
  for (const style of [[], [VARCHAR]]) {
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({ ...printed, parameterTypes: [PRICE, VARCHAR, ...style] }),
    );
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({ ...parsed, parameterTypes: [VARCHAR, VARCHAR, ...style] }),
    );
  }
}

type Main = (info: unknown, chunk: DuckDBDataChunk, output: DuckDBVector) => void;

const printing =
  (find: FindInstrument): Main =>
  (_info, chunk, output) => {
    const [prices, styleAt, nameAt] = [decimals(chunk.getColumnVector(0)), stylesOf(chunk, find), namesOf(chunk)];
    const texts = strings(output);
    for (let row = 0; row < chunk.rowCount; row++) {
      const style = styleAt(row);
      const value = prices.getScaledValue(row);
      const name = nameAt(row);
      texts.setItem(row, style && value !== null ? formatPriceAs(price(Number(value)), style, name) : null);
    }
    output.flush();
  };

const parsing =
  (find: FindInstrument): Main =>
  (_info, chunk, output) => {
    const [texts, styleAt, nameAt] = [strings(chunk.getColumnVector(0)), stylesOf(chunk, find), namesOf(chunk)];
    const prices = decimals(output);
    for (let row = 0; row < chunk.rowCount; row++) {
      const style = styleAt(row);
      const text = texts.getItem(row);
      const name = nameAt(row);
      const value = style && text !== null ? parsed(text, style, name) : undefined;
      prices.setItem(row, value === undefined ? null : new DuckDBDecimalValue(BigInt(value), 18, 9));
    }
    output.flush();
  };

function parsed(text: string, style: PriceStyle, name: PriceStyleName | undefined): Price | undefined {
  try {
    return name === undefined ? readPrice(text, style).price : parsePriceAs(text, style, name);
  } catch (error) {
    if (error instanceof MalformedText || error instanceof OutOfRange) return undefined;
    throw error;
  }
}

function stylesOf(chunk: DuckDBDataChunk, find: FindInstrument): (row: number) => PriceStyle | undefined {
  const ids = strings(chunk.getColumnVector(1));
  return (row) => find(ids.getItem(row) ?? '')?.priceStyle;
}

function namesOf(chunk: DuckDBDataChunk): (row: number) => PriceStyleName | undefined {
  if (chunk.columnCount < 3) return () => undefined;
  const names = strings(chunk.getColumnVector(2));
  return (row) => priceStyleName(names.getItem(row) ?? '');
}

function decimals(vector: DuckDBVector): DuckDBDecimal64Vector {
  if (vector instanceof DuckDBDecimal64Vector) return vector;
  throw new TypeError('A price came in another shape than DECIMAL(18,9).');
}

function strings(vector: DuckDBVector): DuckDBVarCharVector {
  if (vector instanceof DuckDBVarCharVector) return vector;
  throw new TypeError('A text came in another shape than VARCHAR.');
}
