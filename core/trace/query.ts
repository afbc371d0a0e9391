import type { Instant } from '../model/time.ts';
import type { LogLevel, LogRow, ProcessRow, TraceStatus } from './row.ts';

/** What calls or logs to show; what is left out filters nothing. Logs have no process, group, status and duration: these say nothing of them. */
export interface TraceFilter {
  readonly from?: Instant;
  readonly to?: Instant;
  /** Part of the name, any case; `*` stands for anything. */
  readonly process?: string;
  /** A group and those under it: `desk` has `desk.orders`. */
  readonly group?: string;
  readonly service?: string;
  readonly status?: TraceStatus;
  /** In a name, a value, an exception; any case. */
  readonly text?: string;
  readonly traceId?: string;
  readonly subject?: string;
  /** Calls that took at least so long. */
  readonly minimumMilliseconds?: number;
}

/** The seven columns that every view and export of data shares, and what a row opens. */
export interface CanonicalRow {
  readonly seq: number;
  readonly process: string;
  readonly data: string;
  readonly dataType: 'INPUT' | 'OUTPUT';
  readonly dataValue: string;
  readonly ts: number;
  readonly status: TraceStatus;
  readonly exception: string | null;
  readonly traceId: string;
  readonly spanId: string;
}

export type CallRow = ProcessRow & { readonly seq: number };
export type LoggedRow = LogRow & { readonly seq: number };

/** How a question is asked. */
export interface Asking {
  /** Ends the search; the promise rejects with the reason of the signal. */
  readonly signal?: AbortSignal;
  /** Only rows with a greater `seq`: what came since a page was read. */
  readonly after?: number;
  /** A search rests after so long, 200 where it is left out. */
  readonly milliseconds?: number;
}

/** Newest first, in the order in which rows came to disk. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** The greatest `seq` there was, 0 for an empty store: one that is less than before is of another store. */
  readonly newest?: number;
  /** Where the next older page begins; undefined when everything was searched. A page may be short, or empty, and still have one: a search rests after a while. */
  readonly before?: number;
  /** The oldest instant that was searched. */
  readonly searchedTo: Instant;
}

/** One call with everything that is kept of it. */
export interface CallDetail {
  readonly call: CallRow;
  readonly inputs: readonly { readonly name: string; readonly value: string }[];
  readonly outputs: readonly { readonly name: string; readonly value: string }[];
  readonly logs: readonly LoggedRow[];
  readonly place: string | null;
  readonly source: string | null;
}

/** Reads the trace store beside its writer, on a thread of its own; nothing it does stops trading. Rejects with a sentence. */
export interface TraceReader {
  calls(filter: TraceFilter, limit: number, before?: number, asking?: Asking): Promise<Page<CallRow>>;
  data(filter: TraceFilter, limit: number, before?: number, asking?: Asking): Promise<Page<CanonicalRow>>;
  /** `level` and worse. */
  logs(
    filter: TraceFilter & { readonly level?: LogLevel },
    limit: number,
    before?: number,
    asking?: Asking,
  ): Promise<Page<LoggedRow>>;
  /** Undefined where it is gone. `near` is an instant close to it, which finds it sooner. */
  call(traceId: string, spanId: string, near?: Instant): Promise<CallDetail | undefined>;
  /** Every call of a trace that is kept, in the order of their starts; at most 200,000. */
  trace(traceId: string, near?: Instant): Promise<readonly CallRow[]>;
  /** The newest trace about a subject (`order T-17`). */
  traceOf(subject: string): Promise<string | undefined>;
  /** Names of processes and groups, for pick lists. */
  names(): Promise<{
    readonly processes: readonly string[];
    readonly groups: readonly string[];
    readonly services: readonly string[];
  }>;
}
