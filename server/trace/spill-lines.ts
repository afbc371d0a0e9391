import type { Queued } from '../../core/trace/queue.ts';
import { type RenderFacts, render } from '../../core/trace/render.ts';
import { sorted } from './batch-message.ts';
import type { Batch } from './batches.ts';
import type { SpillLine } from './spill-segments.ts';

type Facts = Omit<RenderFacts, 'epoch'>;

function* linesOfSorted(records: Batch['records'], facts: RenderFacts): Generator<SpillLine> {
  for (const record of records.spans) {
    try {
      yield { call: render(record, facts) };
    } catch {
      // values that cannot be printed are left out; that the call was made, and how it failed, is kept
      yield { call: render({ ...record, inputs: [], outputs: undefined }, facts) };
    }
  }
  for (const call of records.calls) yield { call };
  for (const log of records.logs) yield { log };
  for (const metric of records.metrics) yield { metric };
}

/** A batch under its name, so that what the writer still had on disk is not written again. */
export const linesOfBatch = ({ name, records, epoch }: Batch, facts: Facts): readonly SpillLine[] => [
  { batch: name },
  ...linesOfSorted(records, { ...facts, epoch }),
];

/** Records that were in no batch. */
export const linesOfRecords = (records: readonly Queued[], facts: Facts, epoch: number): readonly SpillLine[] => [
  { batch: null },
  ...linesOfSorted(sorted(records), { ...facts, epoch }),
];
