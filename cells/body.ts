import { parseDocument } from 'yaml';
import { CellFailure, type Language, type ParamValue } from './kind.ts';

/** Reads a body into what the kind's `props` checks. Throws a `CellFailure` of code `syntax` with its position. */
export function readBody(language: Language, body: string): unknown {
  return readers[language](body);
}

const readers: Readonly<Record<Language, (body: string) => unknown>> = {
  sql: (body) => ({ sql: body }),
  markdown: (body) => ({ markdown: body }),
  json: readJson,
  yaml: readYaml,
};

/** Where an offset lies, in UTF-16 units, lines and columns from 1. */
export function positionAt(text: string, offset: number): { offset: number; line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { offset, line: before.split('\n').length, column: offset - lineStart + 1 };
}

function readJson(body: string): unknown {
  if (body.trim() === '') return {};
  try {
    return JSON.parse(body);
  } catch (error) {
    const reason = (error as Error).message.replace(
      /(?:,? "?\.{0,3}".*is not valid JSON| in JSON at position.*)$/s,
      '',
    );
    throw syntax(
      body,
      jsonErrorOffset(body),
      `This is not JSON: ${reason}`,
      'Names and texts stand in double quotes; no comma follows the last one.',
    );
  }
}

/** The length of the longest beginning that could still become JSON: V8 names the position only in some of its messages. */
function jsonErrorOffset(body: string): number {
  let [low, high] = [0, body.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (couldBecomeJson(body.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

function couldBecomeJson(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const position = / at position (\d+)/.exec(message)?.[1];
    if (/Unexpected end|Unterminated string/.test(message)) return true;
    return position !== undefined && Number(position) >= beginning.length;
  }
}

function readYaml(body: string): unknown {
  const document = parseDocument(body, { prettyErrors: false, schema: 'core', merge: false });
  const error = document.errors[0];
  if (error) {
    throw syntax(
      body,
      error.pos[0],
      `This is not YAML: ${error.message}`,
      'One property stands on a line, as in "instrument: ZNZ6".',
    );
  }
  try {
    return document.toJS({ maxAliasCount: 20 }) ?? {};
  } catch (cause) {
    throw syntax(body, 0, `This is not YAML: ${(cause as Error).message}`, 'Write the value out where it is used.');
  }
}

function syntax(body: string, offset: number, message: string, hint: string): CellFailure {
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  return new CellFailure({ code: 'syntax', message: sentence, hint, position: positionAt(body, offset) });
}

const reference = /^\$([a-z][a-z0-9_]*)$/;

/** Properties whose language has its own way to name an input: DuckDB binds `$day`, prose writes `{day}`. */
const ownReferences: ReadonlySet<string> = new Set(['sql', 'query', 'markdown']);

/** The inputs that properties are taken from, without `$`, each once. */
export function namesIn(raw: unknown): string[] {
  const names = new Set<string>();
  replace(raw, (name) => names.add(name));
  return [...names];
}

/**
 * Replaces each property that is exactly `$name` by the value of that input, before the kind's schema sees it. Text that merely
 * holds a `$name` stays. Throws a `CellFailure` of code `unknown_name` where no such input is.
 */
export function substitute(raw: unknown, params: ReadonlyMap<string, ParamValue>): unknown {
  return replace(raw, (name) => {
    const param = params.get(name);
    if (param) return param.value;
    throw new CellFailure({
      code: 'unknown_name',
      message: `There is no input ${name} in this notebook.`,
      hint: `Add an input cell named ${name}, or write the value itself in place of $${name}.`,
    });
  });
}

function replace(raw: unknown, lookUp: (name: string) => unknown): unknown {
  if (typeof raw === 'string') {
    const name = reference.exec(raw)?.[1];
    return name === undefined ? raw : lookUp(name);
  }
  if (Array.isArray(raw)) return raw.map((item) => replace(item, lookUp));
  if (raw === null || typeof raw !== 'object') return raw;
  return Object.fromEntries(
    Object.entries(raw).map(([key, value]) => [
      key,
      ownReferences.has(key) && typeof value === 'string' ? value : replace(value, lookUp),
    ]),
  );
}
