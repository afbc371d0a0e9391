const longestLine = 300;
const longestBlock = 12_000;
const deepest = 8;

type Fields = { readonly [name: string]: unknown };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of a line, which the store has as JSON; what is none is a field of its own. */
export function readFields(json: string): Fields {
  try {
    const read: unknown = JSON.parse(json);
    return isFields(read) ? read : { fields: read };
  } catch {
    return { fields: json };
  }
}

const isStack = (name: string): boolean => /(^|\.)stack(trace)?$/.test(name);

/** `order=T-17 took=1.5 err="TypeError: no book"`: an error by what it says, without its stack. */
export function fieldsLine(fields: Fields): string {
  const line = Object.entries(fields)
    .filter(([name]) => !isStack(name))
    .map(([name, value]) => `${name}=${inLine(value)}`)
    .join(' ');
  return line.length <= longestLine ? line : `${line.slice(0, longestLine - 1)}…`;
}

function inLine(value: unknown): string {
  if (typeof value === 'string') return /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
  if (isFields(value) && typeof value.message === 'string' && typeof value.type === 'string') {
    return JSON.stringify(`${value.type}: ${value.message}`);
  }
  return JSON.stringify(value);
}

/** A field a line, what is inside of one below it, and texts as they are, so that a stack reads like one. */
export function fieldsBlock(fields: Fields): string {
  const block = blockLines(fields, '', 0).join('\n');
  return block.length <= longestBlock ? block : `${block.slice(0, longestBlock)}\n… the SQL source logs has the rest`;
}

function blockLines(fields: Fields, indent: string, depth: number): string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (isFields(value) && depth < deepest && Object.keys(value).length > 0) {
      return [`${indent}${name}:`, ...blockLines(value, `${indent}  `, depth + 1)];
    }
    if (typeof value !== 'string') return [`${indent}${name}: ${JSON.stringify(value)}`];
    const [first = '', ...more] = value.split('\n');
    return [`${indent}${name}: ${first}`, ...more.map((line) => `${indent}  ${line}`)];
  });
}
