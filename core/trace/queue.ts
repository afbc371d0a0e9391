import { type Instant, MINUTE } from '../model/time.ts';
import { Fifo } from './fifo.ts';
import type { SpanSink } from './port.ts';
import type { LogRow, MetricRow, TraceRows } from './row.ts';
import type { SpanRecord } from './span-record.ts';
import type { QueueState } from './state.ts';

/** What waits to be written: a call of this process, one of another, a log line, a figure. */
export type Queued = SpanRecord | TraceRows | LogRow | MetricRow;

export interface QueueBounds {
  /** Records without an error that wait in order. */
  readonly normal: number;
  /** The newest of those that had no room there. */
  readonly overflow: number;
  /** Errors that are kept in memory; more is for the spill. */
  readonly errors: number;
  /** Above it a person is warned. */
  readonly warning: number;
}

const queueBounds: QueueBounds = { normal: 10_000, overflow: 50_000, errors: 20_000, warning: 8_000 };

export interface QueueOptions {
  readonly bounds?: Partial<QueueBounds>;
  /** Times drains and warnings. */
  readonly now: () => Instant;
  /** Called with what waits when it is much, at most once a minute. */
  readonly warn?: (waiting: number) => void;
}

/**
 * Errors first, and none is ever let go. Other records wait in order up to a bound; what comes then goes through a ring that lets its oldest go, counted. A
 * drain takes errors, then the others, and fills up from the ring, so that order is kept: the ring holds something only while there is no room before it.
 */
export class TraceQueue implements SpanSink {
  readonly #bounds: QueueBounds;
  readonly #options: QueueOptions;
  readonly #errors = new Fifo<Queued>();
  readonly #normal = new Fifo<Queued>();
  readonly #overflow = new Fifo<Queued>();
  /** Errors on their way to the spill, the oldest there are. */
  #spilling: readonly Queued[] = [];
  #normalEnqueued = 0;
  #errorEnqueued = 0;
  #normalDropped = 0;
  #droppedAtDrain = 0;
  #overflowed = 0;
  #recovered = 0;
  #spilled = 0;
  #batchCount = 0;
  #lastDrain: Instant | undefined;
  #warnedAt: Instant | undefined;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#bounds = { ...queueBounds, ...options.bounds };
  }

  put(record: SpanRecord): void {
    if (record.error === undefined) this.#putNormal(record);
    else this.#putError(record);
  }

  /** A call of another program. */
  take(rows: TraceRows): void {
    const { process: call } = rows;
    if (call.status === 'ERR') this.#putError(rows);
    else this.#putNormal(rows);
  }

  log(row: LogRow): void {
    if (row.level === 'error' || row.level === 'fatal') this.#putError(row);
    else this.#putNormal(row);
  }

  sample(row: MetricRow): void {
    this.#putNormal(row);
  }

  /** Everything that a drain could take. */
  get waiting(): number {
    return this.#errors.size + this.#normal.size + this.#overflow.size;
  }

  /** At most `most` records, errors first, each kind in its order. */
  drain(most: number): Queued[] {
    const drained: Queued[] = [];
    this.#errors.moveTo(drained, most);
    this.#normal.moveTo(drained, most - drained.length);
    this.#refill();
    if (drained.length > 0) {
      this.#batchCount += 1;
      this.#lastDrain = this.#options.now();
    }
    this.#droppedAtDrain = this.#normalDropped;
    if (this.#normal.size > this.#bounds.warning) this.#warn();
    return drained;
  }

  /** Errors that are more than memory should keep. */
  get errorsToSpill(): number {
    return this.#spilling.length > 0 ? 0 : Math.max(0, this.#errors.size - this.#bounds.errors);
  }

  /** The oldest of them, at most `most`. They stay counted until `endSpill`, and no more can be had before. */
  beginSpill(most: number): readonly Queued[] {
    const spilling: Queued[] = [];
    this.#errors.moveTo(spilling, Math.min(most, this.errorsToSpill));
    this.#spilling = spilling;
    return spilling;
  }

  /** What was begun is on disk, or goes back to where it was. */
  endSpill(onDisk: boolean): void {
    if (onDisk) this.#spilled += this.#spilling.length;
    else for (const record of this.#spilling.toReversed()) this.#errors.unshift(record);
    this.#spilling = [];
  }

  state(): QueueState {
    return {
      normalQueueSize: this.#normal.size,
      errorQueueSize: this.#errors.size + this.#spilling.length,
      overflowBufferSize: this.#overflow.size,
      normalEnqueued: this.#normalEnqueued,
      errorEnqueued: this.#errorEnqueued,
      normalDropped: this.#normalDropped,
      errorDropped: 0,
      overflowed: this.#overflowed,
      recovered: this.#recovered,
      spilled: this.#spilled,
      batchCount: this.#batchCount,
      lastDrain: this.#lastDrain,
      health: this.#health(),
    };
  }

  #putError(record: Queued): void {
    this.#errorEnqueued += 1;
    this.#errors.push(record);
  }

  #putNormal(record: Queued): void {
    this.#normalEnqueued += 1;
    if (this.#normal.size < this.#bounds.normal) {
      this.#normal.push(record);
      if (this.#normal.size === this.#bounds.warning + 1) this.#warn();
      return;
    }
    this.#overflowed += 1;
    this.#overflow.push(record);
    if (this.#overflow.size <= this.#bounds.overflow) return;
    this.#overflow.shift();
    this.#normalDropped += 1;
  }

  #refill(): void {
    while (this.#overflow.size > 0 && this.#normal.size < this.#bounds.normal) {
      const record = this.#overflow.shift();
      if (record === undefined) return;
      this.#normal.push(record);
      this.#recovered += 1;
    }
  }

  #warn(): void {
    const now = this.#options.now();
    if (this.#warnedAt !== undefined && now - this.#warnedAt < MINUTE) return;
    this.#warnedAt = now;
    this.#options.warn?.(this.waiting);
  }

  #health(): QueueState['health'] {
    if (this.#normalDropped > this.#droppedAtDrain) return 'dropping';
    return this.#normal.size > this.#bounds.warning || this.#overflow.size > 0 ? 'filling' : 'healthy';
  }
}
