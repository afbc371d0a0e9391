import type { z } from 'zod';
import { elementText } from './exact-json.ts';

/** A record that could not be read. */
export interface Unread {
  readonly reason: string;
  /** As it came. */
  readonly text: string;
}

export interface Records<T> {
  readonly rows: readonly T[];
  readonly unread: readonly Unread[];
}

/** The records of one member of an answer: those that can be read, and the others with the reason. A member that is not there has none. */
export function readRecords<T>(
  text: string,
  members: Readonly<Record<string, unknown>>,
  member: string,
  record: z.ZodType<T>,
): Records<T> {
  const given = members[member] ?? [];
  if (!Array.isArray(given)) return { rows: [], unread: [{ reason: `${member} is no list`, text }] };
  const rows: T[] = [];
  const unread: Unread[] = [];
  given.forEach((each: unknown, index) => {
    const read = record.safeParse(each);
    if (read.success) rows.push(read.data);
    else unread.push({ reason: reasonOf(read.error), text: elementText(text, member, index) ?? JSON.stringify(each) });
  });
  return { rows, unread };
}

/** The same of what is asked for by its id, which comes as a list of one or as the record itself. */
export function readOne<T>(
  text: string,
  members: Readonly<Record<string, unknown>>,
  member: string,
  record: z.ZodType<T>,
): Records<T> {
  const given = members[member];
  if (Array.isArray(given)) return readRecords(text, members, member, record);
  const read = record.safeParse(given ?? members);
  return read.success
    ? { rows: [read.data], unread: [] }
    : { rows: [], unread: [{ reason: reasonOf(read.error), text }] };
}

function reasonOf({ issues }: z.ZodError): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length > 0 ? `${path.map(String).join('.')}: ${message}` : message))
    .join('; ');
}
