import { z } from 'zod';

/** A record that could not be read, before its secrets are masked. */
export interface Malformed {
  readonly where: string;
  readonly reason: string;
  readonly text: string;
}

export type TellMalformed = (malformed: Malformed) => void;

const LONGEST = 1_000;

/** A value as JSON, cut; never throws. */
export function textOf(value: unknown): string {
  try {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return (text ?? String(value)).slice(0, LONGEST);
  } catch {
    return String(value).slice(0, LONGEST);
  }
}

/** What is wrong with a value, in words. */
export const reasonOf = ({ issues }: z.ZodError): string =>
  issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length > 0 ? `${path.map(String).join('.')}: ${message}` : message))
    .join('; ');

/** One record; undefined where it cannot be read, which is told. */
export function readRecord<T>(schema: z.ZodType<T>, value: unknown, where: string, tell: TellMalformed): T | undefined {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  tell({ where, reason: reasonOf(read.error), text: textOf(value) });
  return undefined;
}

/** The records of a list that can be read; each of the others is told. */
export function readRecords<T>(
  schema: z.ZodType<T>,
  values: readonly unknown[],
  where: string,
  tell: TellMalformed,
): T[] {
  const records: T[] = [];
  for (const value of values) {
    const record = readRecord(schema, value, where, tell);
    if (record !== undefined) records.push(record);
  }
  return records;
}

const wrapped = z.object({ data: z.looseObject({}) });

/** What a message of a stream carries: one record or many, each bare or with its action around it. */
export function recordsOf(payload: unknown): readonly unknown[] {
  const values: readonly unknown[] = Array.isArray(payload) ? payload : [payload];
  return values.map((value) => {
    const inner = wrapped.safeParse(value);
    return inner.success ? inner.data.data : value;
  });
}
