import type { DataRow, TraceRows, TraceStatus } from './row.ts';
import { literal } from './serialize/literal.ts';
import type { SpanContext, SpanRecord } from './span-record.ts';

/** What turns a record into rows, beside the record. */
export interface RenderFacts {
  readonly ids: (record: SpanRecord) => SpanContext & { readonly parentSpanId: string | null };
  /** Microseconds from the tracer's clock to the epoch: wall clock less monotonic clock, read at the same time. */
  readonly epoch: number;
  readonly thread: number;
  readonly service: string;
  /** Tells equal errors by their text. */
  readonly fingerprint: (error: string) => string;
}

/** The name of a value by its place: a rest parameter names the first of its values, the others go by number. */
const inputName = (parameters: readonly string[], index: number): string => parameters[index] ?? `arg_${index}`;

/** The row of a call and one for each of its values. */
export function render(record: SpanRecord, facts: RenderFacts): TraceRows {
  const { process: called, error = null, inputs, outputs } = record;
  const { traceId, spanId, parentSpanId } = facts.ids(record);
  const began = record.start + facts.epoch;
  const ts = Math.floor(began + record.duration * 1_000);
  const start = Math.floor(began);
  const status: TraceStatus = error === null ? 'OK' : 'ERR';
  const valueRow = (data: string, type: DataRow['data_type'], value: string): DataRow => ({
    ts,
    process: called.name,
    data,
    data_type: type,
    data_value: value,
    status,
    exception: error,
    thread_id: facts.thread,
    start_ts_us: start,
    trace_id: traceId,
    span_id: spanId,
  });
  const data = inputs.map((value, index) => valueRow(inputName(called.parameters, index), 'INPUT', literal(value)));
  for (const [name, value] of outputs ?? []) data.push(valueRow(name, 'OUTPUT', literal(value)));
  return {
    process: {
      ts,
      process: called.name,
      process_group: called.group,
      status,
      duration_ms: record.duration,
      exception: error,
      thread_id: facts.thread,
      call_depth: record.depth,
      start_ts_us: start,
      cpu_delta: record.cpu ?? null,
      memory_delta_mb: record.memory ?? null,
      service: facts.service,
      trace_id: traceId,
      span_id: spanId,
      parent_span_id: parentSpanId,
      subject: record.subject ?? null,
      fingerprint: error === null ? null : facts.fingerprint(error),
    },
    data,
  };
}
