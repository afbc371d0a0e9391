import { unlinkSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../../core/clock.ts';
import { reasonOf } from '../../core/trace/reason.ts';
import type { RenderFacts } from '../../core/trace/render.ts';
import { faultKind, faultSentence, isDamaged } from '../journal/fault.ts';
import { BatchEntries } from './batch-entries.ts';
import type { OpenHousekeeping } from './housekeeping.ts';
import type { BatchMessage, WriterPlace, WriterReply, WriterRequest } from './messages.ts';
import { segmentEntries } from './segment-entries.ts';
import { spillFolder } from './spill-segments.ts';
import { type OpenFile, TraceFile } from './trace-file.ts';
import { setAside } from './unreadable.ts';
import { GONE, Upkeep } from './upkeep.ts';
import { type Refused, writeEntries } from './write-entries.ts';

export interface TraceWorkOptions {
  readonly place: WriterPlace;
  readonly machine: Clock;
  readonly fingerprint: RenderFacts['fingerprint'];
  readonly housekeeping: OpenHousekeeping;
  readonly reply: (reply: WriterReply) => void;
}

/** A file that is deleted again and again as it is written is a fault of the disk. */
const FILES_AT_MOST = 5;

/** What the writer's thread does: each request in its order. */
export class TraceWork {
  readonly #options: TraceWorkOptions;
  readonly #entries: BatchEntries;
  readonly #file: TraceFile;
  readonly #upkeep: Upkeep;
  /** A batch that failed; nothing after it is written before it is sent again. */
  #failed: { readonly writer: string; readonly id: number } | undefined;
  #closed = false;

  constructor(options: TraceWorkOptions) {
    const { place, machine, fingerprint, housekeeping, reply } = options;
    this.#options = options;
    this.#entries = new BatchEntries(place, fingerprint);
    this.#file = new TraceFile(place.folder, machine, () => this.#upkeep.leave());
    this.#upkeep = new Upkeep({ place, machine, file: this.#file, housekeeping, reply });
  }

  do(request: Exclude<WriterRequest, { kind: 'close' }>): void {
    if (request.kind === 'batch') this.#batch(request);
    else if (request.kind === 'recover') void this.#recover(request.file);
    else this.#forget(request.writer);
  }

  close(): void {
    this.#closed = true;
    this.#upkeep.stop();
    this.#file.close();
  }

  #batch(batch: BatchMessage): void {
    const { writer, id } = batch;
    this.#entries.meet(batch);
    if (this.#failed?.writer === writer && id > this.#failed.id) return;
    try {
      const written = this.#inFile((open) => this.#write(open, batch));
      this.#failed = undefined;
      this.#options.reply({ kind: 'written', writer, id, ...written });
    } catch (error) {
      this.#failed = { writer, id };
      this.#putAsideIfDamaged(error);
      this.#options.reply({ kind: 'failed', writer, id, sentence: this.#sentence(error) });
    }
  }

  #write(open: OpenFile, batch: BatchMessage) {
    const began = performance.now();
    if ((open.rows.lastBatch(batch.writer) ?? 0) >= batch.id) return { rows: 0, records: 0, milliseconds: 0 };
    const { entries, refused } = this.#entries.of(batch);
    const outcome = writeEntries(open, entries, () => open.rows.setLastBatch(batch.writer, batch.id));
    this.#setAside([...refused, ...outcome.refused]);
    const records = entries.length - outcome.refused.length;
    return { rows: outcome.rows, records, milliseconds: performance.now() - began };
  }

  async #recover(file: string): Promise<void> {
    const whole = path.join(spillFolder(this.#options.place.folder), file);
    try {
      // Its schemas are half of what a thread takes to begin, and hardly any thread finds a segment.
      const { readSegment } = await import('./read-segment.ts');
      if (this.#closed) return;
      const segment = readSegment(whole);
      const records = this.#inFile((open) => {
        const entries = segmentEntries(segment, (writer) => open.rows.lastBatch(writer) ?? 0);
        const name = `spill ${file}`;
        if (open.rows.lastBatch(name) !== undefined) return 0;
        const outcome = writeEntries(open, entries, () => open.rows.setLastBatch(name, 1));
        this.#setAside([...segment.unreadable, ...outcome.refused]);
        return entries.length - outcome.refused.length;
      });
      if (segment.torn)
        this.#log('warn', `The last line of ${file} in the spill of traces was cut off and is left out.`);
      unlinkSync(whole);
      this.#file.get().rows.forgetBatch(`spill ${file}`);
      this.#options.reply({ kind: 'recovered', file, records });
    } catch (error) {
      this.#options.reply({ kind: 'unrecovered', file, sentence: this.#sentence(error) });
    }
  }

  #forget(writer: string): void {
    try {
      this.#file.get().rows.forgetOtherBatches(writer);
    } catch (error) {
      this.#log('warn', this.#sentence(error));
    }
  }

  /** A damaged database would keep everything waiting for ever. */
  #putAsideIfDamaged(error: unknown): void {
    if (!isDamaged(error)) return;
    try {
      const aside = this.#file.putAside();
      this.#log('error', `The database of traces is damaged. It is put aside as ${aside}, and a new one is begun.`);
    } catch (reason) {
      this.#log('error', this.#sentence(reason));
    }
  }

  /** What went into a file that is no more is written again into the one in its place. */
  #inFile<T>(work: (open: OpenFile) => T): T {
    for (let files = 0; files < FILES_AT_MOST; files += 1) {
      if (this.#file.leaveIfGone()) this.#log('warn', GONE);
      const done = work(this.#file.get());
      if (!this.#file.leaveIfGone()) return done;
      this.#log('warn', GONE);
    }
    throw new Error('The database of traces is deleted again and again while it is written. Find who does that.');
  }

  #setAside(refused: readonly (Refused | { readonly reason: string; readonly entry: unknown })[]): void {
    const first = refused[0];
    if (first === undefined) return;
    const kept = setAside(this.#options.place.folder, refused);
    const where = kept
      ? 'set aside in trace-spill/unreadable.ndjson'
      : 'lost: trace-spill/unreadable.ndjson is full, delete it';
    this.#log(
      'error',
      `${refused.length} records cannot be written and are ${where}; the first because ${first.reason}`,
    );
  }

  #sentence(error: unknown): string {
    const kind = faultKind(error);
    const file = path.join(this.#options.place.folder, 'trace.sqlite');
    if (kind !== undefined) return faultSentence(kind, file, error);
    return reasonOf(error);
  }

  #log(level: 'info' | 'warn' | 'error', sentence: string): void {
    this.#options.reply({ kind: 'log', level, sentence });
  }
}
