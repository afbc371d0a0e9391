import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBScalarFunction,
  DuckDBVarCharVector,
  type DuckDBVector,
  VARCHAR,
} from '@duckdb/node-api';
import type { Calendars } from '../../core/calendar/calendar.ts';
import type { InstrumentDefinition } from '../../core/model/definition.ts';
import { SymbolBook } from '../../core/symbols/book.ts';
import { symbologyNamed } from '../../core/symbols/symbology.ts';
import { recognize, translate } from '../../core/symbols/translate.ts';

/** What translations need: the products, and the year by which one digit is read. */
export interface SymbolFacts {
  readonly definitions: readonly InstrumentDefinition[];
  readonly thisYear: number;
}

type Read = (...texts: (string | null)[]) => string | null;

/**
 * Lets SQL translate symbols: `symbology(text)` and `translate_symbol(text, from, to)`, NULL where there is none. A symbology that does not
 * exist fails the query.
 */
export function registerSymbolFunctions(
  connection: DuckDBConnection,
  { definitions, thisYear }: SymbolFacts,
  calendars: Calendars,
): void {
  const book = new SymbolBook(definitions, thisYear, { calendars });
  const register = (name: string, parameters: number, read: Read) =>
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        returnType: VARCHAR,
        parameterTypes: Array.from({ length: parameters }, () => VARCHAR),
        mainFunction: (_info, chunk, output) => eachRow(chunk, output, read),
      }),
    );
  register('symbology', 1, (text) => (text === null ? null : (recognize(text ?? '', book) ?? null)));
  register('translate_symbol', 3, (text, from, to) => {
    if (text === null || from === null || to === null) return null;
    const translated = translate(text ?? '', symbologyNamed(from ?? ''), symbologyNamed(to ?? ''), book);
    return 'text' in translated ? translated.text : null;
  });
}

function eachRow(chunk: DuckDBDataChunk, output: DuckDBVector, read: Read): void {
  const columns = Array.from({ length: chunk.columnCount }, (_, index) => strings(chunk.getColumnVector(index)));
  const answers = strings(output);
  for (let row = 0; row < chunk.rowCount; row++) {
    answers.setItem(row, read(...columns.map((column) => column.getItem(row))));
  }
  output.flush();
}

function strings(vector: DuckDBVector): DuckDBVarCharVector {
  if (vector instanceof DuckDBVarCharVector) return vector;
  throw new Error('A symbol function was given something that is no text.');
}
