import type { CellError } from '../../cells/kind.ts';

export type Position = NonNullable<CellError['position']>;

/** Line and column count from 1. */
export function positionAt(sql: string, offset: number): Position {
  const at = Math.max(0, Math.min(offset, sql.length));
  const before = sql.slice(0, at);
  const line = before.split('\n').length;
  return { offset: at, line, column: at - before.lastIndexOf('\n') };
}

/*
 * DuckDB counts in two ways, and a page in a third: its parser gives characters, its trees and its binder give UTF-8 bytes, everything
 * that a person's editor shows counts UTF-16 units. None of them counts where it has no place (the largest 64-bit number).
 */

export function positionOfByte(sql: string, byteOffset: number | undefined): Position | undefined {
  if (byteOffset === undefined || !(byteOffset >= 0) || byteOffset > Buffer.byteLength(sql)) return undefined;
  return positionAt(sql, Buffer.from(sql, 'utf8').subarray(0, byteOffset).toString('utf8').length);
}

export function positionOfCharacter(sql: string, characters: number): Position | undefined {
  const all = [...sql];
  if (!(characters >= 0) || characters > all.length) return undefined;
  return positionAt(sql, all.slice(0, characters).join('').length);
}
