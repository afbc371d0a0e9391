import type { LoggedRow } from '../../core/trace/query.ts';
import { fieldsBlock, fieldsLine, readFields } from './fields-text.ts';
import type { LogLine } from './schema.ts';

/** A line as it is shown. */
export function shownLine({ seq, ts, level, message, fields, service, trace_id }: LoggedRow): LogLine {
  const read = readFields(fields);
  return { seq, ts, level, message, line: fieldsLine(read), block: fieldsBlock(read), service, traceId: trace_id };
}
