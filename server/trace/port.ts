import type { TraceReader } from '../../core/trace/query.ts';
import type { LogRow, MetricRow, TraceRows } from '../../core/trace/row.ts';
import type { SpanRecord } from '../../core/trace/span-record.ts';
import type { TraceState } from '../../core/trace/state.ts';

/** Says what a person should know of the recording itself; it is not put into the store. */
export type TraceLog = (level: 'info' | 'warn' | 'error', sentence: string) => void;

/** The trace store of a data folder: what is put here is on disk soon, errors in any case. Nothing of it throws or waits, but `flush` and `close`. */
export interface TraceStore {
  readonly reader: TraceReader;
  /** Calls of other programs. */
  take(rows: readonly TraceRows[]): void;
  log(row: LogRow): void;
  sample(rows: readonly MetricRow[]): void;
  state(): TraceState;
  /** Called with calls of this process as they leave the queue. Returns the function that ends it. */
  onDrained(listener: (records: readonly SpanRecord[]) => void): () => void;
  /** Called after rows came to disk, at most ten times a second. Returns the function that ends it. */
  onWritten(listener: () => void): () => void;
  /** Resolves when everything that was put before is on disk or, where the disk fails, in the spill. */
  flush(): Promise<void>;
  /** For a process that ends without warning: what is not on disk is in the spill when this returns, and nothing is taken any more. Never throws. */
  spillNow(): void;
  close(): Promise<void>;
}
