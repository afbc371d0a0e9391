import type { Json } from '../../cells/kind.ts';
import { canonicalColumns, canonicalTexts, instantText } from '../../core/trace/canonical.ts';
import type { CallRow, CanonicalRow } from '../../core/trace/query.ts';
import { textTable } from './output.ts';

const widest = 48;

/** One line of what may be many, cut to a width. */
const short = (text: string): string => {
  const [line = ''] = text.split('\n');
  return line.length <= widest ? line : `${line.slice(0, widest - 1)}…`;
};

export const valueJson = ({ ts, seq: _, ...row }: CanonicalRow): Json => ({ ...row, timestamp: instantText(ts) });

export const callJson = (call: CallRow): Json => ({
  process: call.process,
  group: call.process_group,
  service: call.service,
  timestamp: instantText(call.ts),
  milliseconds: call.duration_ms,
  depth: call.call_depth,
  status: call.status,
  exception: call.exception,
  subject: call.subject,
  traceId: call.trace_id,
  spanId: call.span_id,
  parentSpanId: call.parent_span_id,
});

function table(
  columns: readonly string[],
  numbers: readonly string[],
  rows: readonly (readonly string[])[],
  more: boolean,
) {
  const typed = columns.map((name) => ({ name, type: numbers.includes(name) ? 'DOUBLE' : 'VARCHAR' }));
  const text = textTable({ columns: typed, rows, rowCount: rows.length, hash: '', milliseconds: 0 });
  return more ? `${text}; there are more, --limit prints them` : text;
}

export const valuesTable = (rows: readonly CanonicalRow[], more: boolean): string =>
  table(
    canonicalColumns,
    [],
    rows.map((row) => canonicalTexts(row).map(short)),
    more,
  );

export const callsTable = (rows: readonly CallRow[], more: boolean): string =>
  table(
    ['Timestamp', 'Process', 'Group', 'ms', 'Status', 'Depth', 'Subject', 'Exception'],
    ['ms', 'Depth'],
    rows.map((call) =>
      [
        instantText(call.ts),
        call.process,
        call.process_group,
        call.duration_ms.toFixed(3),
        call.status,
        String(call.call_depth),
        call.subject ?? '',
        call.exception ?? '',
      ].map(short),
    ),
    more,
  );
