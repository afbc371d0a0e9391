import type { CanonicalRow } from './query.ts';

/** The columns that every table and file of values has, in this order. */
export const canonicalColumns = [
  'Process',
  'Data',
  'Data Type',
  'Data Value',
  'Timestamp',
  'Status',
  'Exception',
] as const;

/** An instant in UTC with all of its microseconds: `2026-11-20T16:31:07.250123Z`. */
export function instantText(microseconds: number): string {
  const milliseconds = Math.floor(microseconds / 1_000);
  const rest = String(microseconds - milliseconds * 1_000).padStart(3, '0');
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${rest}Z`;
}

export type CanonicalValues = Pick<
  CanonicalRow,
  'process' | 'data' | 'dataType' | 'dataValue' | 'ts' | 'status' | 'exception'
>;

/** The texts of a row in the order of the columns. */
export const canonicalTexts = (row: CanonicalValues): readonly string[] => [
  row.process,
  row.data,
  row.dataType,
  row.dataValue,
  instantText(row.ts),
  row.status,
  row.exception ?? '',
];

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A line as RFC 4180 has it. */
export const csvLine = (texts: readonly string[]): string => `${texts.map(field).join(',')}\r\n`;

/** Rows as lines of CSV without the header, each with its end. */
export const canonicalCsv = (rows: readonly CanonicalValues[]): string =>
  rows.map((row) => csvLine(canonicalTexts(row))).join('');

export const canonicalHeader: string = csvLine(canonicalColumns);
