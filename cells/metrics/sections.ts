import { formatBytes, formatDateTime, formatDuration, formatInteger } from '../../core/format.ts';
import { instant, SECOND } from '../../core/model/time.ts';
import { type MetricName, metrics } from '../../core/trace/metrics.ts';
import type { ObservabilityState } from '../../core/trace/observability.ts';
import type { Alarms } from './health.ts';
import { scaled } from './lines.ts';
import { millisecondsText, rateText } from './number-text.ts';
import type { Fact, SectionName } from './schema.ts';

const points = 60;

interface Given {
  readonly state: ObservabilityState;
  readonly alarms: Alarms;
  /** Seconds. */
  readonly last: number;
}

export const titles: Readonly<Record<SectionName, string>> = {
  rates: 'Calls',
  latency: 'Latency',
  queue: 'Queue',
  writer: 'Writer',
  breaker: 'Breaker',
  database: 'Database',
  event_loop: 'Event loop',
  memory: 'Memory',
};

const plain = (label: string, text: string, unit = '', more: Partial<Fact> = {}): Fact => ({
  label,
  text,
  unit,
  warns: false,
  line: null,
  ...more,
});

const sizeText = (bytes: number): readonly [string, string] => {
  const [text = '', unit = ''] = formatBytes(bytes).split(' ');
  return [text, unit];
};

function told(name: MetricName, value: number): readonly [text: string, unit: string] {
  switch (metrics[name].unit) {
    case 'per_second':
      return [rateText(value), '/s'];
    case 'milliseconds':
      return [millisecondsText(value), 'ms'];
    case 'bytes':
      return sizeText(value);
    case 'share':
      return [(value * 100).toFixed(1), '%'];
    default:
      return [formatInteger(Math.round(value)), ''];
  }
}

/** A figure with its line over time; unknown where it cannot be read. */
function figure({ state, last }: Given, name: MetricName, label: string, more: Partial<Fact> = {}): Fact {
  const value = state.figures[name];
  const note = metrics[name].about;
  if (value === undefined) return plain(label, 'unknown', '', { note, ...more });
  const [text, unit] = told(name, value);
  return plain(label, text, unit, { note, line: scaled(state.history(name, last, points)), ...more });
}

const count = (label: string, value: number, more: Partial<Fact> = {}): Fact =>
  plain(label, formatInteger(value), '', more);

const time = (label: string, at: number | undefined): Fact =>
  at === undefined
    ? plain(label, '–')
    : plain(label, formatDateTime(instant(at), 'UTC').slice(11), 'UTC', {
        note: `${formatDateTime(instant(at), 'UTC')} UTC`,
      });

type Make = (given: Given) => Fact[];

const rates: Make = (given) => {
  const { calls, trace } = given.state;
  const whole = calls.whole(given.last);
  const share = whole.calls === 0 ? 0 : whole.errors / whole.calls;
  return [
    figure(given, 'calls.per_second', 'calls'),
    figure(given, 'errors.per_second', 'errors', { warns: given.alarms.failing }),
    plain('failed', (share * 100).toFixed(2), '%', { note: `Of ${formatInteger(whole.calls)} calls` }),
    figure(given, 'calls.p50_ms', 'p50'),
    figure(given, 'calls.p95_ms', 'p95'),
    figure(given, 'calls.p99_ms', 'p99'),
    count('calls in all', calls.calls, {
      note: `Since the start; ${formatInteger(calls.errors)} of them failed; tracing ${trace.enabled ? 'on' : 'off'}`,
    }),
  ];
};

const queue: Make = (given) => {
  const { queue: held } = given.state.trace;
  const { alarms } = given;
  return [
    figure(given, 'trace.queue.normal', 'waiting', { warns: alarms.queue }),
    figure(given, 'trace.queue.errors', 'failed ones'),
    figure(given, 'trace.queue.overflow', 'overflow', { warns: held.overflowBufferSize > 0 }),
    count('let go', held.normalDropped, { warns: alarms.dropped > 0, note: metrics['trace.queue.dropped'].about }),
    count('spilled', held.spilled, { note: metrics['trace.queue.spilled'].about }),
    time('last drain', held.lastDrain),
  ];
};

/** What leaves to a collector, where one is named. */
const exported: Make = (given) => {
  const { export: held } = given.state.trace;
  if (held === undefined) return [];
  return [
    figure(given, 'trace.export.sent', 'sent on', { warns: held.failing }),
    count('not sent', held.failed + held.dropped, { note: held.lastError ?? metrics['trace.export.failed'].about }),
  ];
};

const writer: Make = (given) => {
  const { writer: held } = given.state.trace;
  return [
    figure(given, 'trace.writer.records_per_second', 'written'),
    figure(given, 'trace.writer.pending', 'on the way'),
    count('calls written', held.recordsWritten, {
      note: `Since the start; ${formatInteger(held.rowsWritten)} rows in ${formatInteger(held.batchesWritten)} batches`,
    }),
    count('failed writes', held.errors, {
      warns: given.alarms.writer,
      ...(held.lastError === undefined ? {} : { note: held.lastError }),
    }),
    count('slow writes', held.slowWrites, { note: 'Batches that took longer than 50 ms' }),
    count('recovered', held.recoveredAtStart, { note: 'Calls that were in the spill when the console began' }),
    ...exported(given),
  ];
};

const breakerWords = { closed: 'closed', open: 'open', half_open: 'half open' } as const;

const breaker: Make = ({ state, alarms }) => {
  const { breaker: held } = state.trace;
  return [
    plain('state', breakerWords[held.state], '', { warns: alarms.breaker }),
    count('failures', held.failures, { note: 'In a row' }),
    count('held back', held.rejected, { note: 'Batches that were not tried while it was open' }),
    count('opened', held.opened, { note: 'Times since the start' }),
    time('opened at', held.openedAt),
  ];
};

const database: Make = (given) => {
  const { database: held } = given.state.trace;
  const archived = sizeText(held.archiveBytes);
  return [
    figure(given, 'trace.database.bytes', 'size'),
    figure(given, 'trace.database.calls', 'calls kept'),
    count('values kept', held.dataTraceCount),
    time('oldest', held.oldest),
    count('deleted', held.deleted, { note: 'Rows that were let go, or moved to the archive, since the start' }),
    plain('archive', archived[0], archived[1], {
      warns: given.alarms.archive,
      note:
        held.archiveError ?? `${formatInteger(held.archivedRows)} rows in ${formatInteger(held.archiveFiles)} files`,
    }),
  ];
};

const eventLoop: Make = (given) => [
  figure(given, 'event_loop.mean_ms', 'late, mean'),
  figure(given, 'event_loop.p99_ms', 'late, p99', { warns: given.alarms.eventLoop !== undefined }),
  figure(given, 'event_loop.max_ms', 'late, most'),
  figure(given, 'event_loop.utilization', 'busy'),
  figure(given, 'machine.cpu_share', 'processor'),
  plain('runs for', formatDuration((given.state.figures['machine.uptime_seconds'] ?? 0) * SECOND)),
];

const memory: Make = (given) => [
  figure(given, 'memory.rss_bytes', 'process'),
  figure(given, 'memory.heap_used_bytes', 'heap'),
  figure(given, 'memory.heap_total_bytes', 'heap taken'),
  figure(given, 'memory.external_bytes', 'external'),
  figure(given, 'memory.array_buffers_bytes', 'buffers'),
  figure(given, 'memory.sql_engine_bytes', 'SQL engine'),
];

const makers: Readonly<Record<SectionName, Make>> = {
  rates,
  latency: () => [],
  queue,
  writer,
  breaker,
  database,
  event_loop: eventLoop,
  memory,
};

/** The facts of a section. The table of processes stands in the place of `latency`. */
export const factsOf = (name: SectionName, given: Given): Fact[] => makers[name](given);
