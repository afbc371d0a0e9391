import { textTable } from '../output.ts';

/** A column: its name, what a row has in it, and whether that is a number. */
export type TextColumn<T> = readonly [name: string, text: (row: T) => string, numeric?: 'number'];

/** Rows as an aligned table, without the columns that say nothing of any row; the first is always there. */
export function tableOf<T>(columns: readonly TextColumn<T>[], rows: readonly T[]): string {
  const shown = columns.filter(([, text], index) => index === 0 || rows.some((row) => text(row) !== ''));
  return textTable({
    columns: shown.map(([name, , numeric]) => ({ name, type: numeric ? 'DECIMAL' : 'VARCHAR' })),
    rows: rows.map((row) => shown.map(([, text]) => text(row))),
    rowCount: rows.length,
    hash: '',
    milliseconds: 0,
  });
}
