import type { Breaker } from '../../core/trace/breaker.ts';
import type { Queued } from '../../core/trace/queue.ts';
import type { DatabaseState, WriterState } from '../../core/trace/state.ts';
import { BatchMessages } from './batch-message.ts';
import { type Batch, Batches } from './batches.ts';
import type { WriterPlace, WriterReply } from './messages.ts';
import type { TraceLog } from './port.ts';
import { Throughput } from './throughput.ts';
import { nothingKept } from './upkeep.ts';
import { WriterThread } from './writer-thread.ts';

/** Records that wait for their acknowledgment, at most; the rest waits in the queue. */
const PENDING_AT_MOST = 8_000;
const SLOW_MILLISECONDS = 50;

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
  readonly #batches: Batches;
  #messages = new BatchMessages();
  #figures: DatabaseState = nothingKept;
  #counts = { batchesWritten: 0, recordsWritten: 0, rowsWritten: 0, errors: 0, slowWrites: 0 };
  #lastError: string | undefined;
  #toldOfSpill: string | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(options: TraceWriterOptions) {
    this.#options = options;
    this.#batches = new Batches(options.name);
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
    return Math.max(0, PENDING_AT_MOST - this.pending);
  }

  get pending(): number {
    return this.#batches.records;
  }

  /** Whether what is sent now is likely to be written. */
  get well(): boolean {
    return this.#thread.running && this.#options.breaker.state().state === 'closed';
  }

  get database(): DatabaseState {
    return this.#figures;
  }

  state(): Omit<WriterState, 'recoveredAtStart'> {
    return {
      ...this.#counts,
      lastError: this.#lastError,
      recordsPerSecond: this.#throughput.perSecond(),
      pending: this.pending,
    };
  }

  start(): void {
    this.#thread.start();
  }

  /** Keeps records until they are on disk. */
  add(records: readonly Queued[], epoch: number): void {
    if (records.length > 0) this.#batches.add(records, epoch);
  }

  /** Sends what was not sent yet, or has to be sent again. */
  send(): void {
    const { breaker } = this.#options;
    if (!this.#thread.running) return;
    while (this.#batches.sent < this.#batches.all.length) {
      if (breaker.state().state === 'half_open' && this.#batches.sent > 0) return;
      if (!breaker.admit()) return;
      const batch = this.#batches.send();
      if (batch === undefined) return;
      this.#thread.post(this.#messages.of(batch.name, batch.records, batch.epoch));
    }
  }

  recover(file: string): void {
    this.#thread.post({ kind: 'recover', file });
  }

  /** Nothing is in the spill any more. */
  forgetOthers(): void {
    this.#thread.post({ kind: 'recovered', writer: this.#batches.writer });
  }

  /** Resolves when all that was added before is on disk, when nothing is tried for now, or after the time: whether it is on disk. */
  settled(milliseconds: number): Promise<boolean> {
    const last = this.#batches.lastId;
    const settled = () => this.#batches.isOver(last);
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
    return this.#batches.all;
  }

  /** All of it is kept elsewhere now, under its names. */
  letGo(): void {
    this.#batches.letGo();
    this.#tellWaiting();
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  #replied(reply: WriterReply): void {
    if (reply.kind === 'written') this.#written(reply);
    else if (reply.kind === 'failed') this.#failed(reply);
    else if (reply.kind === 'figures') this.#figures = reply.figures;
    else if (reply.kind === 'log') this.#options.log(reply.level, reply.sentence);
    else if (reply.kind === 'recovered') this.#recovered(reply.file, reply.records);
    else this.#unrecovered(reply.file, reply.sentence);
  }

  /** Told once: it is tried every few seconds. */
  #unrecovered(file: string, sentence: string): void {
    const told = `${file} in the spill of traces is read again later: ${sentence}`;
    if (told !== this.#toldOfSpill) this.#options.log('warn', told);
    this.#toldOfSpill = told;
    this.#options.recovered(file, undefined);
  }

  #recovered(file: string, records: number): void {
    if (records > 0) this.#options.log('info', `${records} records of traces came from the spill (${file}).`);
    this.#options.recovered(file, records);
  }

  #written(reply: WriterReply & { kind: 'written' }): void {
    const batch = this.#batches.isOldest(reply) ? this.#batches.shift() : undefined;
    if (batch === undefined) return;
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

  #failed(reply: WriterReply & { kind: 'failed' }): void {
    if (this.#batches.isOldest(reply)) this.#fault(reply.sentence);
  }

  #ended(why: string): void {
    this.#fault(`The thread that writes traces stopped (${why}); another begins.`);
    this.#options.ended();
  }

  /** Nothing of what was sent is taken as written. */
  #fault(sentence: string): void {
    this.#batches.sendAgain();
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
