import { threadId } from 'node:worker_threads';
import type { TraceSettings } from '../../config/trace.ts';
import type { Clock } from '../../core/clock.ts';
import { Listeners } from '../../core/listeners.ts';
import { Breaker, type BreakerSettings } from '../../core/trace/breaker.ts';
import { fingerprint } from '../../core/trace/fingerprint.ts';
import type { SpanSink, Tracer } from '../../core/trace/port.ts';
import type { TraceReader } from '../../core/trace/query.ts';
import { type QueueBounds, TraceQueue } from '../../core/trace/queue.ts';
import { reasonOf } from '../../core/trace/reason.ts';
import type { LogRow, MetricRow, TraceRows } from '../../core/trace/row.ts';
import type { SpanRecord } from '../../core/trace/span-record.ts';
import type { TraceState } from '../../core/trace/state.ts';
import { builtFile } from '../paths.ts';
import type { TraceLog, TraceStore } from './port.ts';
import { Recovery } from './recovery.ts';
import { segmentsOf } from './spill-segments.ts';
import { Spiller } from './spiller.ts';
import { TraceWriter } from './writer.ts';

const DRAIN_MILLISECONDS = 100;
const BATCH_RECORDS = 1_000;
/** Work between two turns of the event loop. */
const SLICE_MILLISECONDS = 2;
const FLUSH_MILLISECONDS = 5_000;
const REST_MILLISECONDS = 1_000;

export interface TraceStoreOptions {
  /** The data folder. */
  readonly folder: string;
  readonly tracer: Pick<Tracer, 'platform' | 'enabled' | 'sink' | 'idsOf'>;
  readonly settings: TraceSettings;
  readonly machine: Clock;
  readonly log: TraceLog;
  readonly reader: TraceReader;
  /** Milliseconds before the writer's thread begins, so that the first page does not wait for it. */
  readonly rest?: number;
  readonly workerFile?: string;
  readonly breaker?: BreakerSettings;
  readonly bounds?: Partial<QueueBounds>;
}

/** Opens the trace store of a data folder; the tracer's records go to it until it is closed. The disk is touched later, by a thread of its own. */
export const openTraceStore = (options: TraceStoreOptions): TraceStore => new QueuedStore(options);

class QueuedStore implements TraceStore {
  readonly reader: TraceReader;
  readonly #options: TraceStoreOptions;
  readonly #queue: TraceQueue;
  readonly #breaker: Breaker;
  readonly #writer: TraceWriter;
  readonly #spiller: Spiller;
  readonly #recovery: Recovery;
  readonly #drained: Listeners<readonly SpanRecord[]>;
  readonly #written: Listeners<void>;
  readonly #sinkBefore: SpanSink;
  readonly #timer: NodeJS.Timeout;
  readonly #startsAt: number;
  #soon: NodeJS.Immediate | undefined;
  #tellLater: NodeJS.Timeout | undefined;
  /** Nothing is handed to the writer while what it has goes to the spill. */
  #held = false;
  #flushing: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: TraceStoreOptions) {
    const { folder, tracer, settings, machine, log, reader } = options;
    const now = () => machine.now();
    const began = now();
    this.#options = options;
    this.reader = reader;
    this.#queue = new TraceQueue({
      now,
      ...(options.bounds && { bounds: options.bounds }),
      warn: (waiting) =>
        log('warn', `${waiting} records of traces wait to be written. Sample calls, or look at the disk.`),
    });
    this.#breaker = new Breaker(now, options.breaker);
    const failed = (reason: string): void => log('error', `What follows traces failed: ${reason}`);
    this.#drained = new Listeners(failed);
    this.#written = new Listeners(failed);
    this.#writer = new TraceWriter({
      workerFile: options.workerFile ?? builtFile('server', 'trace-writer.js'),
      place: { folder, settings, origin: tracer.platform.origin, thread: threadId },
      breaker: this.#breaker,
      name: String(began),
      log,
      written: () => this.#tellWritten(),
      recovered: (file, records) => this.#recovery.done(file, records),
      ended: () => this.#recovery.interrupted(),
    });
    this.#recovery = new Recovery(this.#writer, segmentsOf(folder));
    const service = settings.export.service;
    const facts = { ids: (record: SpanRecord) => tracer.idsOf(record), thread: threadId, service, fingerprint };
    this.#spiller = new Spiller({ folder, began, facts, log });
    this.#sinkBefore = tracer.sink;
    tracer.sink = this.#queue;
    this.#startsAt = performance.now() + (options.rest ?? REST_MILLISECONDS);
    this.#timer = setInterval(() => this.#turn(), DRAIN_MILLISECONDS).unref();
  }

  take(rows: readonly TraceRows[]): void {
    if (!this.#closed) for (const row of rows) this.#queue.take(row);
  }

  log(row: LogRow): void {
    if (!this.#closed) this.#queue.log(row);
  }

  sample(rows: readonly MetricRow[]): void {
    if (!this.#closed) for (const row of rows) this.#queue.sample(row);
  }

  state(): TraceState {
    return {
      enabled: this.#options.tracer.enabled,
      queue: this.#queue.state(),
      writer: { ...this.#writer.state(), recoveredAtStart: this.#recovery.recoveredAtStart },
      breaker: this.#breaker.state(),
      database: this.#writer.database,
    };
  }

  onDrained(listener: (records: readonly SpanRecord[]) => void): () => void {
    return this.#drained.add(listener);
  }

  onWritten(listener: () => void): () => void {
    return this.#written.add(listener);
  }

  flush(): Promise<void> {
    const flushed = this.#flushing.then(() => this.#flush());
    this.#flushing = flushed.catch(() => undefined);
    return flushed;
  }

  spillNow(): void {
    if (this.#closed) return;
    this.#end();
    const rest = [];
    while (this.#queue.waiting > 0) rest.push(this.#queue.drain(Number.POSITIVE_INFINITY));
    this.#spiller.spillNow(this.#writer.unacknowledged, rest.flat(), this.#epoch());
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#leaveTracer();
    await this.flush().catch((error: unknown) => this.#options.log('error', reasonOf(error)));
    this.spillNow();
    await this.#writer.close();
  }

  /** A thread would have nothing to do. */
  get #isIdle(): boolean {
    return this.#queue.waiting === 0 && this.#writer.pending === 0 && this.#recovery.idle;
  }

  #turn(): void {
    if (performance.now() >= this.#startsAt && !this.#isIdle) this.#writer.start();
    this.#slice();
    if (this.#queue.errorsToSpill > 0 && !this.#held) void this.#spiller.spillErrors(this.#queue, () => this.#epoch());
    if (this.#writer.well && !this.#held) this.#recovery.add(this.#spiller.endSegment());
    this.#recovery.next();
  }

  /** Hands on what waits, for a moment; what is left has its turn after the others. */
  #slice(): void {
    if (this.#held || this.#closed) return;
    const until = performance.now() + SLICE_MILLISECONDS;
    while (this.#writer.room > 0 && this.#queue.waiting > 0) {
      this.#drain(Math.min(BATCH_RECORDS, this.#writer.room));
      this.#writer.send();
      if (performance.now() < until) continue;
      this.#sliceSoon();
      return;
    }
    this.#writer.send();
  }

  #sliceSoon(): void {
    this.#soon ??= setImmediate(() => {
      this.#soon = undefined;
      this.#slice();
    });
  }

  #drain(most: number): void {
    const records = this.#queue.drain(most);
    this.#writer.add(records, this.#epoch());
    if (!this.#drained.any) return;
    const spans = records.filter((record): record is SpanRecord => 'span' in record);
    if (spans.length > 0) this.#drained.tell(spans);
  }

  /** Read at each drain, so that a wall clock that was set is followed from then on. */
  #epoch(): number {
    return this.#options.machine.now() - this.#options.tracer.platform.now();
  }

  async #flush(): Promise<void> {
    if (this.#queue.waiting + this.#writer.pending > 0) this.#writer.start();
    while (this.#queue.waiting > 0) {
      const until = performance.now() + SLICE_MILLISECONDS;
      while (this.#queue.waiting > 0 && performance.now() < until) this.#drain(BATCH_RECORDS);
      this.#writer.send();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await this.#spiller.idle();
    this.#writer.send();
    if (await this.#writer.settled(FLUSH_MILLISECONDS)) return;
    this.#held = true;
    try {
      await this.#spiller.spillBatches([...this.#writer.unacknowledged]);
      this.#writer.letGo();
    } finally {
      this.#held = false;
    }
  }

  #tellWritten(): void {
    if (this.#queue.waiting >= BATCH_RECORDS) this.#sliceSoon();
    this.#recovery.next();
    this.#tellLater ??= setTimeout(() => {
      this.#tellLater = undefined;
      this.#written.tell();
    }, DRAIN_MILLISECONDS).unref();
  }

  #leaveTracer(): void {
    const { tracer } = this.#options;
    if (tracer.sink === this.#queue) tracer.sink = this.#sinkBefore;
  }

  #end(): void {
    this.#closed = true;
    this.#leaveTracer();
    clearInterval(this.#timer);
    clearImmediate(this.#soon);
    clearTimeout(this.#tellLater);
  }
}
