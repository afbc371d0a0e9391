import { parse } from 'csv-parse/sync';
import type { FileSettings } from '../../config/spots.ts';
import type { PriceStyle } from '../../core/model/instrument.ts';
import type { Price } from '../../core/model/price.ts';
import { type PriceStyleName, parsePriceAs } from '../../core/model/price-named.ts';
import type { Instant } from '../../core/model/time.ts';
import { readSpot } from '../../core/spot/read-spot.ts';
import { parseInstant } from './instant-text.ts';

/** Where in a text a price stands, and in which style. */
export type Place = Pick<FileSettings, 'pointer' | 'column' | 'where' | 'stated' | 'style'>;

export interface FoundPrice {
  readonly price: Price;
  readonly text: string;
  readonly format: PriceStyleName;
  /** When the text itself says that the price stood. */
  readonly stated?: Instant;
}

/** What keeps a text from having a price, as words that can follow its name: `has no column last`. */
export class NoPrice extends Error {}

/** Finds and reads the price in a text. Throws `NoPrice`. */
export function findPrice(content: string, place: Place, style: PriceStyle): FoundPrice {
  const { given, stated } = find(content, place);
  const text = String(given).trim();
  const format = place.style ?? (typeof given === 'number' ? 'decimal' : undefined);
  try {
    const read = format === undefined ? readSpot(text, style) : { price: parsePriceAs(text, style, format), format };
    return { ...read, text, ...(stated === undefined ? {} : { stated: statedAt(stated) }) };
  } catch (error) {
    if (error instanceof NoPrice) throw error;
    throw new NoPrice(`has no price that can be read: ${(error as Error).message}`);
  }
}

interface Found {
  readonly given: string | number;
  readonly stated?: unknown;
}

function find(content: string, place: Place): Found {
  const text = content.replace(/^\ufeff/, '');
  if (place.pointer !== undefined) return inDocument(text, place.pointer, place.stated);
  if (place.column !== undefined) return inRows(text, place.column, place);
  const lines = completeLines(text).filter((line) => line.trim() !== '');
  const last = lines.at(-1);
  if (last === undefined) throw new NoPrice('is empty');
  if (last.length > 200) throw new NoPrice('has a last line that is too long to be a price');
  return { given: last };
}

/** A last line without its end may still be being written, unless it is the only one. */
function completeLines(text: string): string[] {
  const lines = text.split(/\r?\n/);
  return lines.length > 1 ? lines.slice(0, -1) : lines;
}

function inDocument(text: string, pointer: string, stated: string | undefined): Found {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new NoPrice('is no JSON');
  }
  const given = at(document, pointer);
  if (typeof given !== 'string' && typeof given !== 'number') throw new NoPrice(`has no text or number at ${pointer}`);
  return { given, ...(stated === undefined ? {} : { stated: at(document, stated) }) };
}

/** The value at a JSON pointer (RFC 6901), undefined where there is none. */
function at(document: unknown, pointer: string): unknown {
  let value = document;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

function inRows(text: string, column: string, { where = {}, stated }: Place): Found {
  let rows: readonly Readonly<Record<string, string>>[];
  try {
    rows = parse(`${completeLines(text).join('\n')}\n`, {
      columns: true,
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
    });
  } catch {
    throw new NoPrice('is no CSV');
  }
  const row = rows.findLast((each) => Object.entries(where).every(([name, value]) => each[name] === value));
  if (rows.length === 0) throw new NoPrice('has no rows');
  if (!row)
    throw new NoPrice(
      `has no row where ${Object.entries(where)
        .map(([name, value]) => `${name} is ${value}`)
        .join(' and ')}`,
    );
  const given = row[column];
  if (given === undefined) throw new NoPrice(`has no column ${column}`);
  return { given, ...(stated === undefined ? {} : { stated: row[stated] }) };
}

function statedAt(value: unknown): Instant {
  const stated = parseInstant(value);
  if (stated === undefined)
    throw new NoPrice('has no time that can be read: write 2026-11-20T15:30:00Z, or seconds since 1970');
  return stated;
}
