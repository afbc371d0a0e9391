/** The queue's figures; counts are since the start. */
export interface QueueState {
  readonly normalQueueSize: number;
  readonly errorQueueSize: number;
  readonly overflowBufferSize: number;
  readonly normalEnqueued: number;
  readonly errorEnqueued: number;
  readonly normalDropped: number;
  /** Always 0: errors spill to disk. */
  readonly errorDropped: number;
  readonly overflowed: number;
  readonly recovered: number;
  readonly spilled: number;
  readonly batchCount: number;
  /** Microseconds since 1970; undefined before the first. */
  readonly lastDrain: number | undefined;
  readonly health: 'healthy' | 'filling' | 'dropping';
}

export type BreakerName = 'closed' | 'open' | 'half_open';

export interface BreakerState {
  readonly state: BreakerName;
  readonly failures: number;
  readonly successes: number;
  readonly calls: number;
  readonly rejected: number;
  readonly opened: number;
  /** Microseconds since 1970. */
  readonly openedAt: number | undefined;
}

export interface WriterState {
  readonly batchesWritten: number;
  readonly recordsWritten: number;
  readonly rowsWritten: number;
  readonly errors: number;
  readonly lastError: string | undefined;
  readonly recordsPerSecond: number;
  /** Records sent and not acknowledged. */
  readonly pending: number;
  /** Records that were in the spill when the console began. */
  readonly recoveredAtStart: number;
  readonly slowWrites: number;
}

export interface DatabaseState {
  readonly processTraceCount: number;
  readonly dataTraceCount: number;
  readonly bytes: number;
  readonly oldest: number | undefined;
  readonly latest: number | undefined;
  readonly deleted: number;
  readonly archivedRows: number;
  readonly archiveBytes: number;
  readonly archiveFiles: number;
  /** Why an hour could not be archived, and why it is tried again. */
  readonly archiveError: string | undefined;
}

export interface TraceState {
  readonly enabled: boolean;
  readonly queue: QueueState;
  readonly writer: WriterState;
  readonly breaker: BreakerState;
  readonly database: DatabaseState;
  /** Where the settings name a collector. */
  readonly export?: ExportState | undefined;
}

/** Spans on their way to a collector; counts are of spans since the start. */
export interface ExportState {
  readonly waiting: number;
  readonly sent: number;
  /** Refused by the collector, or given up. */
  readonly failed: number;
  /** Never sent, since too many waited. */
  readonly dropped: number;
  /** Requests that were sent once more. */
  readonly retries: number;
  /** The last request did not go through. */
  readonly failing: boolean;
  readonly lastError: string | undefined;
}
