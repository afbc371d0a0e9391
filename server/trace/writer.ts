import type { Breaker } from '../../core/trace/breaker.ts';
import type { Queued } from '../../core/trace/queue.ts';
import type { DatabaseState, WriterState } from '../../core/trace/state.ts';
import { BatchMessages, type Sorted, sorted } from './batch-message.ts';
import type { BatchName, WriterPlace, WriterReply } from './messages.ts';
import type { TraceLog } from './port.ts';
import { Throughput } from './throughput.ts';
import { nothingKept } from './upkeep.ts';
import { WriterThread } from './writer-thread.ts';

/** Records that wait for their acknowledgment, at most; the rest waits in the queue. */
const PENDING_AT_MOST = 8_000;
const SLOW_MILLISECONDS = 50;

export interface Batch {
  readonly name: BatchName;
  readonly records: Sorted;
  readonly size: number;
  readonly epoch: number;
}

export interface TraceWriterOptions {
  readonly workerFile: string;
  readonly place: WriterPlace;
  readonly breaker: Breaker;
  /** Of this start of the console: no other has it. */
  readonly name: string;
  readonly log: TraceLog;
  /** Rows came to disk, so there is room again. */
  readonly written: () => void;
  /** A segment of the spill is done with, or was tried in vain. */
  readonly recovered: (file: string, records: number | undefined) => void;
  /** The thread ended by itself; another begins soon. */
  readonly ended: () => void;
}

/** Hands batches to the thread of the writer and keeps each until it is on disk; one that failed is sent again, in order, as the breaker allows. */
export class TraceWriter {
  readonly #options: TraceWriterOptions;
  readonly #thread: WriterThread;
  readonly #throughput = new Throughput();
  #messages = new BatchMessages();
  #batches: Batch[] = [];
  /** Of the batches, those that the thread has. */
  #sent = 0;
  #pending = 0;
  #lastId = 0;
  #generation = 1;
  #figures: DatabaseState = nothingKept;
  #counts = { batchesWritten: 0, recordsWritten: 0, rowsWritten: 0, errors: 0, slowWrites: 0, recoveredAtStart: 0 };
  #lastError: string | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(options: TraceWriterOptions) {
    this.#options = options;
    this.#thread = new WriterThread({
      workerFile: options.workerFile,
      place: options.place,
      began: () => {
        this.#messages = new BatchMessages();
      },
      replied: (reply) => this.#replied(reply),
      ended: (why) => this.#ended(why),
    });
  }

  /** Records that may be added now. */
  get room(): number {
    return Math.max(0, PENDING_AT_MOST - this.#pending);
  }

  get pending(): number {
    return this.#pending;
  }

  /** Whether what is sent now is likely to be written. */
  get well(): boolean {
    return this.#thread.running && this.#options.breaker.state().state === 'closed';
  }

  get database(): DatabaseState {
    return this.#figures;
  }

  state(): WriterState {
    return {
      ...this.#counts,
      lastError: this.#lastError,
      recordsPerSecond: this.#throughput.perSecond(),
      pending: this.#pending,
    };
  }

  start(): void {
    this.#thread.start();
  }

  /** Keeps records until they are on disk. */
  add(records: readonly Queued[], epoch: number): void {
    if (records.length === 0) return;
    this.#lastId += 1;
    const name = { writer: this.#name(), id: this.#lastId };
    this.#batches.push({ name, records: sorted(records), size: records.length, epoch });
    this.#pending += records.length;
  }

  /** Sends what was not sent yet, or has to be sent again. */
  send(): void {
    const { breaker } = this.#options;
    if (!this.#thread.running) return;
    while (this.#sent < this.#batches.length) {
      if (breaker.state().state === 'half_open' && this.#sent > 0) return;
      if (!breaker.admit()) return;
      const batch = this.#batches[this.#sent];
      if (batch === undefined) return;
      this.#sent += 1;
      this.#thread.post(this.#messages.of(batch.name, batch.records, batch.epoch));
    }
  }

  recover(file: string): void {
    this.#thread.post({ kind: 'recover', file });
  }

  /** Nothing is in the spill any more. */
  forgetOthers(): void {
    this.#thread.post({ kind: 'recovered', writer: this.#name() });
  }

  /** Resolves when all that was added before is on disk, when nothing is tried for now, or after the time: whether it is on disk. */
  settled(milliseconds: number): Promise<boolean> {
    const last = this.#lastId;
    const settled = () => (this.#batches[0]?.name.id ?? Number.POSITIVE_INFINITY) > last;
    if (settled() || this.#options.breaker.state().state === 'open') return Promise.resolve(settled());
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(late);
        this.#waiting.delete(look);
        resolve(settled());
      };
      const look = () => {
        if (settled() || this.#options.breaker.state().state === 'open') end();
      };
      const late = setTimeout(end, milliseconds);
      this.#waiting.add(look);
    });
  }

  /** What is not acknowledged, oldest first. */
  get unacknowledged(): readonly Batch[] {
    return this.#batches;
  }

  /** All of it is kept elsewhere now, under its names. */
  letGo(): void {
    this.#batches = [];
    this.#sent = 0;
    this.#pending = 0;
    // What comes to disk from here on says nothing of those, so it goes by another name.
    this.#generation += 1;
    this.#tellWaiting();
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  #name(): string {
    return `${this.#options.name}.${this.#generation}`;
  }

  #replied(reply: WriterReply): void {
    if (reply.kind === 'written') this.#written(reply);
    else if (reply.kind === 'failed') this.#failed(reply);
    else if (reply.kind === 'figures') this.#figures = reply.figures;
    else if (reply.kind === 'log') this.#options.log(reply.level, reply.sentence);
    else if (reply.kind === 'recovered') this.#recovered(reply.file, reply.records);
    else {
      this.#options.log('warn', `${reply.file} in the spill of traces is read again later: ${reply.sentence}`);
      this.#options.recovered(reply.file, undefined);
    }
  }

  #recovered(file: string, records: number): void {
    if (records > 0) this.#options.log('info', `${records} records of traces came from the spill (${file}).`);
    this.#options.recovered(file, records);
  }

  #written(reply: WriterReply & { kind: 'written' }): void {
    const batch = this.#batches[0];
    if (batch === undefined || batch.name.writer !== reply.writer || batch.name.id !== reply.id) return;
    this.#batches.shift();
    this.#sent -= 1;
    this.#pending -= batch.size;
    this.#options.breaker.succeeded();
    this.#counts.batchesWritten += 1;
    this.#counts.recordsWritten += reply.records;
    this.#counts.rowsWritten += reply.rows;
    this.#throughput.add(reply.records);
    if (reply.milliseconds > SLOW_MILLISECONDS) this.#slow(reply.milliseconds, batch.size);
    this.#tellWaiting();
    this.#options.written();
  }

  #slow(milliseconds: number, size: number): void {
    this.#counts.slowWrites += 1;
    if (this.#counts.slowWrites % 100 !== 0) return;
    const newest = `${Math.round(milliseconds)} ms for ${size} records`;
    this.#options.log(
      'warn',
      `${this.#counts.slowWrites} writes of traces took longer than ${SLOW_MILLISECONDS} ms, the last one ${newest}. Look at the disk.`,
    );
  }

  #failed({ writer, id, sentence }: WriterReply & { kind: 'failed' }): void {
    const first = this.#batches[0];
    if (first?.name.writer !== writer || first.name.id !== id) return;
    this.#fault(sentence);
  }

  #ended(why: string): void {
    this.#fault(`The thread that writes traces stopped (${why}); another begins.`);
    this.#options.ended();
  }

  /** Nothing of what was sent is taken as written. */
  #fault(sentence: string): void {
    this.#sent = 0;
    this.#counts.errors += 1;
    if (sentence !== this.#lastError) this.#options.log('error', `Traces wait in memory: ${sentence}`);
    this.#lastError = sentence;
    this.#options.breaker.failed();
    this.#tellWaiting();
  }

  #tellWaiting(): void {
    for (const look of [...this.#waiting]) look();
  }
}
