import type { CallRow, CanonicalRow } from '../../core/trace/query.ts';
import type { TraceRow } from './schema.ts';

export const rowOfCall = (call: CallRow): TraceRow => ({
  seq: call.seq,
  ts: call.ts,
  traceId: call.trace_id,
  spanId: call.span_id,
  process: call.process,
  status: call.status,
  exception: call.exception,
  group: call.process_group,
  milliseconds: call.duration_ms,
  depth: call.call_depth,
  subject: call.subject,
});

/** A row as the console has it, of either sort. */
export const shownRow = (row: CallRow | CanonicalRow): TraceRow => ('span_id' in row ? rowOfCall(row) : row);
