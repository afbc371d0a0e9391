import type { CellError } from '../../cells/kind.ts';

export type Position = NonNullable<CellError['position']>;

/** Line and column count from 1. */
export function positionAt(sql: string, offset: number): Position {
  const at = Math.max(0, Math.min(offset, sql.length));
  const before = sql.slice(0, at);
  const line = before.split('\n').length;
  return { offset: at, line, column: at - before.lastIndexOf('\n') };
}

/** DuckDB counts UTF-8 bytes; everything that a page shows counts UTF-16 units. */
export function utf16Offset(sql: string, byteOffset: number): number {
  return Buffer.from(sql, 'utf8').subarray(0, Math.max(0, byteOffset)).toString('utf8').length;
}

/** The position of a byte offset, or nothing where DuckDB gave none (the largest 64-bit number) or one outside of the text. */
export function positionOfByte(sql: string, byteOffset: number | undefined): Position | undefined {
  if (byteOffset === undefined || !(byteOffset >= 0) || byteOffset > Buffer.byteLength(sql)) return undefined;
  return positionAt(sql, utf16Offset(sql, byteOffset));
}
