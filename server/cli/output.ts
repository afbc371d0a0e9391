import type { Json, QueryResult } from '../../cells/kind.ts';

/** Rows as objects by column name; a name that comes twice keeps its last value, as in JSON itself. */
export function rowObjects(result: QueryResult): Record<string, Json>[] {
  return result.rows.map((row) =>
    Object.fromEntries(result.columns.map(({ name }, index) => [name, row[index] ?? null])),
  );
}

const shown = (value: Json | undefined): string => {
  if (value === null || value === undefined) return '∅';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const numeric = /INT|DECIMAL|DOUBLE|FLOAT/;

/** A result as a text table: numbers right-aligned, nulls as ∅, the row count below. */
export function textTable(result: QueryResult): string {
  const rows = result.rows.map((row) => result.columns.map((_, index) => shown(row[index])));
  const widths = result.columns.map(({ name }, index) =>
    rows.reduce((widest, row) => Math.max(widest, row[index]?.length ?? 0), name.length),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return numeric.test(result.columns[index]?.type ?? '') ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const count = `${result.rowCount.toLocaleString('en-US')} row${result.rowCount === 1 ? '' : 's'}`;
  const kept =
    result.rows.length < result.rowCount ? `first ${result.rows.length.toLocaleString('en-US')} of ${count}` : count;
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(result.columns.map(({ name }) => name)), rule, ...rows.map(line), kept].join('\n');
}

export const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
export const printLine = (text: string): void => void process.stdout.write(`${text}\n`);

/** A decimal text as JSON: a number where a double prints the same digits, else the text itself, so that no digit is lost. */
export const exactNumber = (decimal: string): number | string => {
  const value = Number(decimal);
  return String(value) === decimal ? value : decimal;
};
