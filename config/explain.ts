import { z } from 'zod';
import { didYouMean, nearest } from '../core/nearest.ts';

/** What is wrong with a file of settings, as one sentence a problem: the file, the path in it, what to write instead. */
export class ConfigError extends Error {
  readonly file: string;
  readonly problems: readonly string[];

  constructor(file: string, problems: readonly string[]) {
    super(problems.map((problem) => `${file}: ${problem}`).join('\n'));
    this.name = 'ConfigError';
    this.file = file;
    this.problems = problems;
  }
}

/** Checks a value; throws a `ConfigError` whose sentences name file, path and, for a misspelt key, the right spelling. */
export function check<S extends z.ZodType>(file: string, schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ConfigError(
    file,
    result.error.issues.flatMap((issue) => explain(schema, issue)),
  );
}

function explain(schema: z.ZodType, issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => `${at(issue.path)}: ${message}.`);
  if (issue.code !== 'unrecognized_keys') return [`${at(issue.path)}: ${issue.message}.`];
  const keys = keysAt(schema, issue.path);
  return issue.keys.map((key) => {
    const near = nearest(key, keys, 1);
    const allowed = near.length === 0 && keys.length > 0 ? ` It may have: ${keys.join(', ')}.` : '';
    return `${at([...issue.path, key])} is no setting.${didYouMean(near)}${allowed}`;
  });
}

const at = (path: readonly PropertyKey[]): string => (path.length === 0 ? 'the file' : path.map(String).join('.'));

/** The keys that a strict object of the schema has at a path. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const inner = unwrap(schema);
  const [head, ...rest] = path;
  if (inner instanceof z.ZodDiscriminatedUnion) {
    return [...new Set(inner.options.flatMap((option) => keysAt(option as z.ZodType, path)))];
  }
  if (inner instanceof z.ZodObject) {
    if (head === undefined) return Object.keys(inner.shape);
    const field = inner.shape[String(head)];
    return field ? keysAt(field as z.ZodType, rest) : [];
  }
  if (inner instanceof z.ZodRecord) return head === undefined ? [] : keysAt(inner.valueType as z.ZodType, rest);
  if (inner instanceof z.ZodArray) return head === undefined ? [] : keysAt(inner.element as z.ZodType, rest);
  return [];
}

const unwrap = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema;
