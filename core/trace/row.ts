/* Rows of the trace store, columns as in `sql/migrations/trace`; instants are microseconds since 1970. */

/** Its tables of rows, which are topics of the bus under these names. */
export const tracedTables = ['process_trace', 'data_trace', 'logs', 'metrics'] as const;
export type TracedTable = (typeof tracedTables)[number];

export type TraceStatus = 'OK' | 'ERR';

export interface ProcessRow {
  readonly ts: number;
  readonly process: string;
  readonly process_group: string;
  readonly status: TraceStatus;
  readonly duration_ms: number;
  readonly exception: string | null;
  readonly thread_id: number;
  readonly call_depth: number;
  readonly start_ts_us: number;
  readonly cpu_delta: number | null;
  readonly memory_delta_mb: number | null;
  readonly service: string;
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id: string | null;
  readonly subject: string | null;
  readonly fingerprint: string | null;
}

export interface DataRow {
  readonly ts: number;
  readonly process: string;
  readonly data: string;
  readonly data_type: 'INPUT' | 'OUTPUT';
  readonly data_value: string;
  readonly status: TraceStatus;
  readonly exception: string | null;
  readonly thread_id: number;
  readonly start_ts_us: number;
  readonly trace_id: string;
  readonly span_id: string;
}

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

export interface LogRow {
  readonly ts: number;
  readonly level: LogLevel;
  readonly message: string;
  /** JSON, masked. */
  readonly fields: string;
  readonly service: string;
  readonly trace_id: string | null;
  readonly span_id: string | null;
}

export interface MetricRow {
  readonly ts: number;
  readonly name: string;
  readonly value: number;
}

/** A call in full, wherever it comes from: its row and what went in and came out. */
export interface TraceRows {
  readonly process: ProcessRow;
  readonly data: readonly DataRow[];
}
