import type { Entry } from './batch-rows.ts';
import type { Segment } from './read-segment.ts';

/** What of a segment has to be written: not what belongs to a batch that came to disk after all. `lastBatch` says how far a writer came. */
export function segmentEntries(segment: Segment, lastBatch: (writer: string) => number): readonly Entry[] {
  const entries: Entry[] = [];
  let written = false;
  for (const line of segment.lines) {
    if (line === undefined) continue;
    if (!('batch' in line)) {
      if (!written) entries.push(line);
      continue;
    }
    written = line.batch !== null && lastBatch(line.batch.writer) >= line.batch.id;
  }
  return entries;
}
