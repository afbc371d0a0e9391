import { Ids } from '../../core/trace/ids.ts';
import { reasonOf } from '../../core/trace/reason.ts';
import { type RenderFacts, render } from '../../core/trace/render.ts';
import { spansOf } from '../../core/trace/span-columns.ts';
import type { ProcessInfo } from '../../core/trace/span-record.ts';
import type { Entry } from './batch-rows.ts';
import type { BatchMessage, WriterPlace } from './messages.ts';
import type { Refused } from './write-entries.ts';

/** Turns batches into rows; knows the processes that the batches name by number. */
export class BatchEntries {
  readonly #facts: Omit<RenderFacts, 'epoch'>;
  readonly #processes = new Map<number, ProcessInfo>();

  constructor(place: WriterPlace, fingerprint: RenderFacts['fingerprint']) {
    const ids = new Ids(place.origin);
    this.#facts = {
      ids: (record) => ids.of(record),
      thread: place.thread,
      service: place.settings.export.service,
      fingerprint,
    };
  }

  /** Of every batch that comes, whether it is written then or not. */
  meet(batch: BatchMessage): void {
    if (batch.forget) this.#processes.clear();
    for (const [number, process] of batch.processes) this.#processes.set(number, process);
  }

  of(batch: BatchMessage): { readonly entries: readonly Entry[]; readonly refused: readonly Refused[] } {
    const facts = { ...this.#facts, epoch: batch.epoch };
    const entries: Entry[] = [];
    const refused: Refused[] = [];
    for (const record of spansOf(batch.spans, (number) => this.#process(number))) {
      try {
        entries.push({ call: render(record, facts), info: record.process });
      } catch (error) {
        const bare = render({ ...record, inputs: [], outputs: undefined, error: undefined }, facts);
        refused.push({ reason: reasonOf(error), entry: { call: bare } });
      }
    }
    for (const call of batch.calls) entries.push({ call });
    for (const log of batch.logs) entries.push({ log });
    for (const metric of batch.metrics) entries.push({ metric });
    return { entries, refused };
  }

  #process(number: number): ProcessInfo {
    const process = this.#processes.get(number);
    if (process === undefined) throw new Error(`A batch names process ${number}, of which nothing was told before.`);
    return process;
  }
}
