import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { ImportRefused } from './broken.ts';
import { Header } from './row.ts';

export interface TableRow {
  readonly number: number;
  readonly fields: readonly string[];
}

/** A file in rows; the header is row 1. */
export interface Table {
  readonly header: Header;
  readonly rows: readonly TableRow[];
}

const isGzip = (content: Buffer): boolean => content[0] === 0x1f && content[1] === 0x8b;

/** Reads CSV, gzip CSV or a JSON array of objects. Throws `ImportRefused` where it is none of them. `file` names it in sentences. */
export function readTable(file: string, content: Buffer): Table {
  const text = textOf(file, content);
  return /^\s*\[/.test(text) ? jsonTable(file, text) : csvTable(file, text);
}

function textOf(file: string, content: Buffer): string {
  const bytes = isGzip(content) ? gunzip(file, content) : content;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ImportRefused(`${file} is no text in UTF-8: save it as CSV UTF-8.`);
  }
}

function gunzip(file: string, content: Buffer): Buffer {
  try {
    return gunzipSync(content, { maxOutputLength: 1_000_000_000 });
  } catch (error) {
    throw new ImportRefused(`${file} cannot be unpacked: ${(error as Error).message}.`);
  }
}

function csvTable(file: string, text: string): Table {
  let records: string[][];
  try {
    records = parse(text, { bom: true, relax_column_count: true });
  } catch (error) {
    throw new ImportRefused(`${file} is not readable as CSV: ${(error as Error).message}.`);
  }
  const numbered = records
    .map((fields, index) => ({ number: index + 1, fields }))
    .filter(({ fields }) => !isBlank(fields));
  const [first, ...rows] = numbered;
  if (first === undefined) throw new ImportRefused(`${file} is empty: it needs a header row.`);
  return { header: new Header(first.fields), rows };
}

/** Rows keep the numbers that an editor gives them, empty ones counted. */
const isBlank = (fields: readonly string[]): boolean => fields.every((field) => field.trim() === '');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function jsonTable(file: string, text: string): Table {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ImportRefused(`${file} is not readable as JSON: ${(error as Error).message}.`);
  }
  if (!Array.isArray(value) || !value.every(isObject)) {
    throw new ImportRefused(`${file} is JSON but no array of objects, one a row.`);
  }
  const names = [...new Set(value.flatMap((row) => Object.keys(row)))];
  const rows = value.map((row, index) => ({
    number: index + 2,
    fields: names.map((name) => (row[name] === null || row[name] === undefined ? '' : String(row[name]))),
  }));
  return { header: new Header(names), rows };
}
