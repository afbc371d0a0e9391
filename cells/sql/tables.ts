import type { Json } from '../kind.ts';
import type { SqlValue } from './schema.ts';

function field(value: Json): string {
  if (value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows shown, as RFC 4180 has it; a null is empty, an empty text is `""`. */
export function csv({ columns, rows }: SqlValue): string {
  const lines = [columns.map(({ name }) => field(name)), ...rows.map((row) => row.map(field))];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

/** The rows shown as objects by column name. */
export function json({ columns, rows }: SqlValue): Json {
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));
}
