import type { Keeping } from '../../../../core/trace/otlp/span-rows.ts';
import { createSerializer } from '../../../../core/trace/serialize/serializer.ts';

/** The group of a process is its first word, and errors are told by their first line. */
export const keeping: Keeping = {
  serializer: createSerializer(),
  group: (process) => /^[a-z]+/i.exec(process)?.[0].toLowerCase() ?? '',
  fingerprint: (error) => error.split('\n')[0] ?? '',
};
