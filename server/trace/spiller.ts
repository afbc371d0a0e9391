import type { Queued, TraceQueue } from '../../core/trace/queue.ts';
import { reasonOf } from '../../core/trace/reason.ts';
import type { RenderFacts } from '../../core/trace/render.ts';
import type { Batch } from './batches.ts';
import type { TraceLog } from './port.ts';
import { Spill } from './spill.ts';
import { linesOfBatch, linesOfRecords } from './spill-lines.ts';

/** Rendered between two turns of the event loop. */
const SLICE_RECORDS = 200;
const AGAIN_MILLISECONDS = 1_000;

export interface SpillerOptions {
  /** The data folder. */
  readonly folder: string;
  readonly began: number;
  readonly facts: Omit<RenderFacts, 'epoch'>;
  readonly log: TraceLog;
}

/** Brings to the spill what memory should not keep, or may not be kept in memory any longer. */
export class Spiller {
  readonly #options: SpillerOptions;
  readonly #spill: Spill;
  #under: Promise<void> | undefined;
  #restUntil = 0;

  constructor(options: SpillerOptions) {
    this.#options = options;
    this.#spill = new Spill(options.folder, options.began);
  }

  /** Moves errors that are too many for memory; they stay in the queue until they are on disk. */
  spillErrors(queue: TraceQueue, epoch: () => number): Promise<void> {
    if (this.#under !== undefined || performance.now() < this.#restUntil) return Promise.resolve();
    this.#under = this.#errors(queue, epoch).finally(() => {
      this.#under = undefined;
    });
    return this.#under;
  }

  /** Resolves when no errors are on their way. */
  async idle(): Promise<void> {
    await this.#under;
  }

  /** All of them are on disk when this resolves. */
  async spillBatches(batches: readonly Batch[]): Promise<void> {
    await this.idle();
    for (const batch of batches) {
      this.#spill.append(linesOfBatch(batch, this.#options.facts));
      await nextTurn();
    }
    await this.#spill.sync();
  }

  /** Writes everything at once, for a process that ends. Never throws. */
  spillNow(batches: readonly Batch[], records: readonly Queued[], epoch: number): void {
    try {
      for (const batch of batches) this.#spill.append(linesOfBatch(batch, this.#options.facts));
      if (records.length > 0) this.#spill.append(linesOfRecords(records, this.#options.facts, epoch));
      this.#spill.endNow();
    } catch (error) {
      const lost = batches.reduce((sum, { size }) => sum + size, records.length);
      this.#options.log('error', `${lost} records of traces are lost: ${reasonOf(error)}`);
    }
  }

  /** Segments that can be read now, each told once; none while errors are on their way. */
  endSegment(): readonly string[] {
    return this.#under === undefined ? this.#spill.endSegment() : [];
  }

  async #errors(queue: TraceQueue, epoch: () => number): Promise<void> {
    try {
      while (queue.errorsToSpill > 0) {
        const records = queue.beginSpill(SLICE_RECORDS);
        this.#spill.append(linesOfRecords(records, this.#options.facts, epoch()));
        await this.#spill.sync();
        queue.endSpill(true);
        await nextTurn();
      }
    } catch (error) {
      queue.endSpill(false);
      if (this.#restUntil === 0) this.#options.log('error', `Errors cannot be spilled to disk: ${reasonOf(error)}`);
      this.#restUntil = performance.now() + AGAIN_MILLISECONDS;
    }
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
