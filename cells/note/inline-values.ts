import type { Column, Json, QueryResult } from '../kind.ts';
import type { Block, Inline, ListItem } from './schema.ts';

/** The names in the order they stand, each once. */
export function namesOf(blocks: readonly Block[]): string[] {
  const names = new Set<string>();
  fill(blocks, (name) => {
    names.add(name);
    return undefined;
  });
  return [...names];
}

/** The tree with the text of each value that `textOf` knows. */
export function fill(blocks: readonly Block[], textOf: (name: string) => string | undefined): Block[] {
  const line = (children: readonly Inline[]): Inline[] =>
    children.map((child): Inline => {
      if ('children' in child) return { ...child, children: line(child.children) };
      if (child.type !== 'value') return child;
      const text = textOf(child.name);
      return text === undefined ? { type: 'value', name: child.name } : { ...child, text };
    });
  const item = (each: ListItem): ListItem => ({ ...each, children: fill(each.children, textOf) });
  return blocks.map((block): Block => {
    switch (block.type) {
      case 'heading':
      case 'paragraph':
      case 'line':
        return { ...block, children: line(block.children) };
      case 'quote':
        return { ...block, children: fill(block.children, textOf) };
      case 'list':
        return { ...block, items: block.items.map(item) };
      case 'table':
        return { ...block, header: block.header.map(line), rows: block.rows.map((row) => row.map(line)) };
      default:
        return block;
    }
  });
}

const none = '–';

/**
 * The text of `{cell.path}`: a column of the first row of a result, or a field of any other value; without a path what an input
 * holds. Undefined where there is nothing of that name; `–` where it holds nothing.
 */
export function valueText(value: unknown, path: readonly string[]): string | undefined {
  if (isResult(value)) return resultText(value, path);
  let found: unknown = value;
  for (const step of path.length === 0 ? ['text'] : path) {
    if (found === null || typeof found !== 'object' || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  if (found === null || found === '') return none;
  if (typeof found === 'number') return numberText(found);
  return typeof found === 'string' || typeof found === 'boolean' ? String(found) : undefined;
}

function isResult(value: unknown): value is QueryResult {
  return (
    value !== null && typeof value === 'object' && 'columns' in value && 'rows' in value && Array.isArray(value.rows)
  );
}

function resultText({ columns, rows }: QueryResult, [name, ...rest]: readonly string[]): string | undefined {
  const index =
    name === undefined && columns.length === 1
      ? 0
      : columns.findIndex((column) => column.name.toLowerCase() === name?.toLowerCase());
  const column = columns[index];
  if (!column || rest.length > 0) return undefined;
  return columnText(column, rows[0]?.[index] ?? null);
}

function columnText({ type }: Column, value: Json): string {
  if (value === null) return none;
  if (type.startsWith('DECIMAL') && typeof value === 'string') return decimalText(value);
  if (/^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?)$/.test(type)) return separated(String(value));
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Every digit that counts, and cents where there is any fraction of at most six digits: that is money, nine are a price. */
function decimalText(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  const kept = fraction.replace(/0+$/, '');
  const cents = fraction.length >= 2 && fraction.length <= 6 ? kept.padEnd(2, '0') : kept;
  return separated(whole) + (cents === '' ? '' : `.${cents}`);
}

const large = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const small = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

function numberText(value: number): string {
  if (!Number.isFinite(value)) return none;
  return Number.isInteger(value) || Math.abs(value) >= 100 ? large.format(value) : small.format(value);
}

const separated = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');
