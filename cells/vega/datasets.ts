import { type CellError, CellFailure, type Column, type Json, type QueryResult } from '../kind.ts';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

function refuse(message: string, hint: string): never {
  const error: CellError = { code: 'props', message, hint };
  throw new CellFailure(error);
}

/** The relations that a specification draws, by name; data of its own (`values`, `datasets`, generators) is none of ours. */
export function relationNames(spec: Node): string[] {
  const own = new Set(isNode(spec.datasets) ? Object.keys(spec.datasets) : []);
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) walk(item);
      return;
    }
    if (!isNode(value)) return;
    const data = value.data;
    if (isNode(data)) {
      if ('url' in data) {
        refuse(
          `A chart may not load ${JSON.stringify(data.url)}.`,
          'Charts draw what cells give: import the file, then name its relation in data.name.',
        );
      }
      if (typeof data.name === 'string' && !('values' in data) && !own.has(data.name)) found.add(data.name);
    }
    for (const [key, child] of Object.entries(value)) {
      if (key !== 'datasets' && key !== 'usermeta' && key !== 'values') walk(child);
    }
  };
  walk(spec);
  return [...found];
}

const numeric =
  /^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT|UHUGEINT|FLOAT|DOUBLE|DECIMAL)/;

/**
 * A value as Vega reads it: numbers as doubles; a timestamp as the same digits without a zone, so that an axis shows what the grid shows
 * wherever the browser stands.
 */
function drawable(column: Column, value: Json): Json {
  if (value === null) return null;
  if (numeric.test(column.type)) return Number(value);
  if (column.type === 'DATE') return `${value}T00:00:00`;
  if (column.type.startsWith('TIMESTAMP'))
    return String(value)
      .replace(' ', 'T')
      .replace(/(Z|[+-]\d\d(:?\d\d)?)$/, '');
  return value;
}

export function rowObjects(result: QueryResult): Record<string, Json>[] {
  return result.rows.map((row) =>
    Object.fromEntries(result.columns.map((column, index) => [column.name, drawable(column, row[index] ?? null)])),
  );
}
