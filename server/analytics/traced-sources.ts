import type { Column } from '../../cells/kind.ts';
import { double, integer, type Source, text, time } from './source-columns.ts';

const slowColumns: readonly Column[] = [
  ...time('ts'),
  ...text('service', 'process', 'process_group', 'status'),
  ...double('duration_ms', 'p50_ms', 'p99_ms'),
  ...text('subject', 'trace_id', 'span_id'),
];
/** When a row was recorded as the archive's folders tell it; a filter on them leaves the other folders unread. */
const archiveHour: readonly Column[] = [{ name: 'date', type: 'DATE' }, ...integer('hour')];

/** What the trace store gives: its tables, and views of them. */
export const tracedSources: readonly Source[] = [
  {
    name: 'process_trace',
    about:
      'Calls of monitored functions, here and in other programs: start is when one began, ts when it ended. A filter on date and hour (UTC) spares the archive of other hours.',
    copies: ['process_trace'],
    columns: [
      ...time('ts'),
      ...text('process', 'process_group', 'status'),
      ...double('duration_ms'),
      ...text('exception'),
      ...integer('thread_id', 'call_depth', 'start_ts_us'),
      ...time('start'),
      ...double('cpu_delta', 'memory_delta_mb'),
      ...text('service', 'trace_id', 'span_id', 'parent_span_id', 'subject', 'fingerprint'),
      ...archiveHour,
    ],
  },
  {
    name: 'data_trace',
    about:
      'What went into calls and came out: process, data, data_type (INPUT or OUTPUT), data_value, ts, status, exception. date and hour are those of ts (UTC).',
    copies: ['data_trace'],
    columns: [
      ...time('ts'),
      ...text('process', 'data', 'data_type', 'data_value', 'status', 'exception'),
      ...integer('thread_id', 'start_ts_us'),
      ...time('start'),
      ...text('trace_id', 'span_id'),
      ...archiveHour,
    ],
  },
  {
    name: 'logs',
    about: 'Lines of the logs, with the call in which each was written; fields is JSON, secrets masked.',
    copies: ['logs'],
    columns: [...time('ts'), ...text('level', 'message', 'fields', 'service', 'trace_id', 'span_id'), ...archiveHour],
  },
  {
    name: 'metrics',
    about: "The console's own figures, sampled. As old as the traces that are not archived yet.",
    copies: ['metrics'],
    columns: [...time('ts'), ...text('name'), ...double('value')],
  },
  {
    name: 'parent_child_traces',
    about: 'Each call beside the call that made it, by the ids of spans: right across awaits, threads and programs.',
    copies: ['process_trace'],
    columns: [
      ...text('trace_id', 'parent_process', 'parent_group', 'parent_span_id', 'parent_status'),
      ...time('parent_start'),
      ...double('parent_duration_ms'),
      ...text('child_process', 'child_group', 'child_span_id', 'child_status'),
      ...time('child_start'),
      ...double('child_duration_ms'),
      ...integer('child_depth'),
    ],
  },
  {
    name: 'process_stats',
    about: 'Each process with its calls, errors (error_rate 0 to 1), percentiles, maximum and total of its durations.',
    copies: ['process_trace'],
    columns: [
      ...text('service', 'process', 'process_group'),
      ...integer('calls', 'errors'),
      ...double('error_rate', 'mean_ms', 'p50_ms', 'p95_ms', 'p99_ms', 'max_ms', 'total_ms'),
      ...time('first_ts', 'last_ts'),
    ],
  },
  {
    name: 'slow_calls',
    about:
      "Calls that took longer than their process's 99th percentile: the slowest one of a hundred, one at least where they differ. slow_calls_over(250) has those of more than 250 ms.",
    copies: ['process_trace'],
    columns: slowColumns,
  },
  {
    name: 'error_groups',
    about:
      'Equal errors as one row: failed calls, traces, the process in which it arose, and a whole example. An error that passes through several calls counts in each.',
    copies: ['process_trace'],
    columns: [
      ...text('fingerprint', 'process', 'process_group'),
      ...integer('errors', 'traces'),
      ...time('first_ts', 'last_ts'),
      ...text('exception', 'trace_id', 'span_id'),
    ],
  },
  {
    name: 'stale_outputs',
    about:
      'Outputs whose value was the same in each of the newest calls, more than 5 of them. stale_outputs_over(20) asks for more than 20.',
    copies: ['data_trace'],
    columns: [...text('process', 'data', 'data_value'), ...integer('calls_since'), ...time('since', 'last_ts')],
  },
];
