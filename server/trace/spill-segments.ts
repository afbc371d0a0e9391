import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Entry } from './batch-rows.ts';
import type { BatchName } from './messages.ts';

/** Where what could not be written to the database waits. */
export const spillFolder = (dataFolder: string): string => path.join(dataFolder, 'trace-spill');

const segmentName = /^\d{17}-\d{6}\.ndjson$/;

/** Names ascend in the order in which segments were begun: by when their writer began, then by number. */
export const segmentFile = (began: number, number: number): string =>
  `${String(began).padStart(17, '0')}-${String(number).padStart(6, '0')}.ndjson`;

/** The segments of a spill, the oldest first. */
export function segmentsOf(dataFolder: string): readonly string[] {
  try {
    return readdirSync(spillFolder(dataFolder))
      .filter((file) => segmentName.test(file))
      .sort();
  } catch {
    return [];
  }
}

/** A line of a segment: an entry, or the batch to which those after it belong, null for none. */
export type SpillLine = Entry | { readonly batch: BatchName | null };
