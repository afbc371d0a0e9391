import { type CellError, CellFailure, type FailureCode } from '../../cells/kind.ts';
import { type Position, positionOfByte, positionOfCharacter } from './position.ts';

/** An exception as DuckDB writes it with `errors_as_json`. */
interface EngineException {
  readonly exception_type?: string;
  readonly exception_message?: string;
  readonly error_subtype?: string;
  readonly type?: string;
  readonly name?: string;
  readonly position?: string;
}

/** What the statement looked like when it was handed to DuckDB: `sql` begins after a prefix of ASCII. */
export interface Statement {
  readonly sql: string;
  readonly prefixBytes: number;
  readonly names: readonly string[];
}

export function engineException(message: string): EngineException {
  const brace = message.indexOf('{"exception_type"');
  if (brace >= 0) {
    try {
      return JSON.parse(message.slice(brace)) as EngineException;
    } catch {
      return { exception_message: message };
    }
  }
  return { exception_type: /^(\w+)( \w+)? Error:/.exec(message)?.[1] ?? '', exception_message: message };
}

const sentence = (message: string): string => message.replace(/\n\nLINE \d+:[\s\S]*$/, '').trim();

function missingName(exception: EngineException, names: readonly string[]): { message: string; hint: string } {
  const name = exception.name ?? '';
  return {
    message: `There is no source or cell named ${name}.`,
    hint: `Names here: ${[...names].sort().join(', ')}.`,
  };
}

const codes: Readonly<Record<string, FailureCode>> = { Parser: 'syntax', Syntax: 'syntax', Permission: 'refused' };

function described(exception: EngineException, statement: Statement): Pick<CellError, 'code' | 'message' | 'hint'> {
  if (exception.exception_type === 'Catalog' && exception.type === 'Table') {
    return { code: 'unknown_name', ...missingName(exception, statement.names) };
  }
  const message = sentence(exception.exception_message ?? 'The query failed.');
  if (/out of memory/i.test(exception.exception_type ?? '') || /^Out of Memory/i.test(message)) {
    return {
      code: 'query',
      message: `The query needs more memory than it may use. ${message.split('\n')[0]}`,
      hint: 'Read fewer rows: filter by trade_date or instrument, or aggregate first.',
    };
  }
  return { code: codes[exception.exception_type ?? ''] ?? 'query', message };
}

function place(exception: EngineException, { sql, prefixBytes }: Statement): Position | undefined {
  const offset = Number(exception.position) - prefixBytes;
  return exception.exception_type === 'Parser' ? positionOfCharacter(sql, offset) : positionOfByte(sql, offset);
}

/** Turns what DuckDB rejected with into the error of a cell, with its place in the text that the person wrote. */
export function cellFailure(reason: unknown, statement: Statement): CellFailure {
  if (reason instanceof CellFailure) return reason;
  const exception = engineException(reason instanceof Error ? reason.message : String(reason));
  const position = exception.position === undefined ? undefined : place(exception, statement);
  return new CellFailure({ ...described(exception, statement), ...(position ? { position } : {}) });
}
