import type { TraceSettings } from '../../config/trace.ts';
import type { LogRow, MetricRow, TraceRows } from '../../core/trace/row.ts';
import type { SpanColumns } from '../../core/trace/span-columns.ts';
import type { ProcessInfo } from '../../core/trace/span-record.ts';
import type { DatabaseState } from '../../core/trace/state.ts';

/** What the thread of the writer is given when it begins. */
export interface WriterPlace {
  /** The data folder. */
  readonly folder: string;
  readonly settings: TraceSettings;
  /** Of the tracer whose records come. */
  readonly origin: string;
  readonly thread: number;
}

/** Names a batch in all that a data folder ever saw: `id` ascends by one within a writer. */
export interface BatchName {
  readonly writer: string;
  readonly id: number;
}

export interface BatchMessage extends BatchName {
  readonly kind: 'batch';
  /** Microseconds from the tracer's clock to the epoch. */
  readonly epoch: number;
  /** Processes that this thread was not told of, by the number that stands in the columns; with `forget` all it knew are no more. */
  readonly forget: boolean;
  readonly processes: readonly (readonly [number: number, process: ProcessInfo])[];
  readonly spans: SpanColumns;
  readonly calls: readonly TraceRows[];
  readonly logs: readonly LogRow[];
  readonly metrics: readonly MetricRow[];
}

export type WriterRequest =
  | BatchMessage
  /** Writes what a segment of the spill holds and deletes it. */
  | { readonly kind: 'recover'; readonly file: string }
  /** Nothing is left in the spill: what is noted of other writers is of use to nobody. */
  | { readonly kind: 'recovered'; readonly writer: string }
  | { readonly kind: 'close' };

export type WriterReply =
  | (BatchName & {
      readonly kind: 'written';
      readonly records: number;
      readonly rows: number;
      readonly milliseconds: number;
    })
  /** Nothing of it is on disk, nor of what came after it. */
  | (BatchName & { readonly kind: 'failed'; readonly sentence: string })
  | { readonly kind: 'recovered'; readonly file: string; readonly records: number }
  | { readonly kind: 'unrecovered'; readonly file: string; readonly sentence: string }
  | { readonly kind: 'figures'; readonly figures: DatabaseState }
  | { readonly kind: 'log'; readonly level: 'info' | 'warn' | 'error'; readonly sentence: string };
