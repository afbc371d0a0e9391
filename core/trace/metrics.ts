export type MetricUnit = 'count' | 'per_second' | 'milliseconds' | 'bytes' | 'share' | 'state' | 'seconds';

interface Metric {
  readonly unit: MetricUnit;
  /** How a stretch of time becomes one figure. */
  readonly fold: 'mean' | 'max' | 'last';
  readonly about: string;
}

/** The console's own figures: read each second, kept every ten seconds in the table `metrics` under these names. */
export const metrics = {
  'calls.per_second': { unit: 'per_second', fold: 'mean', about: 'Calls that ended' },
  'errors.per_second': { unit: 'per_second', fold: 'mean', about: 'Calls that failed' },
  'calls.p50_ms': {
    unit: 'milliseconds',
    fold: 'last',
    about: 'Half of the calls of the last minute or two took no longer',
  },
  'calls.p95_ms': { unit: 'milliseconds', fold: 'last', about: '95 % of them took no longer' },
  'calls.p99_ms': { unit: 'milliseconds', fold: 'last', about: '99 % of them took no longer' },
  'event_loop.mean_ms': { unit: 'milliseconds', fold: 'mean', about: 'How late timers ran, on average' },
  'event_loop.p99_ms': { unit: 'milliseconds', fold: 'max', about: 'How late one timer of a hundred ran' },
  'event_loop.max_ms': { unit: 'milliseconds', fold: 'max', about: 'How late the latest timer ran' },
  'event_loop.utilization': {
    unit: 'share',
    fold: 'mean',
    about: 'Share of the time in which the event loop was busy',
  },
  'memory.rss_bytes': { unit: 'bytes', fold: 'last', about: 'Memory of the process, all threads' },
  'memory.heap_used_bytes': { unit: 'bytes', fold: 'last', about: "Objects of the main thread's heap" },
  'memory.heap_total_bytes': { unit: 'bytes', fold: 'last', about: 'What that heap has taken' },
  'memory.external_bytes': { unit: 'bytes', fold: 'last', about: 'Memory outside of the heap that its objects hold' },
  'memory.array_buffers_bytes': { unit: 'bytes', fold: 'last', about: 'The array buffers of it' },
  'memory.sql_engine_bytes': { unit: 'bytes', fold: 'last', about: "Memory of the SQL engine's process" },
  'machine.cpu_share': { unit: 'share', fold: 'mean', about: 'Processor time, 1 is one core' },
  'machine.uptime_seconds': { unit: 'seconds', fold: 'last', about: 'Time since the process began' },
  'trace.queue.normal': { unit: 'count', fold: 'max', about: 'Calls that wait to be written' },
  'trace.queue.errors': { unit: 'count', fold: 'max', about: 'Failed calls that wait to be written' },
  'trace.queue.overflow': { unit: 'count', fold: 'max', about: 'Calls in the ring behind the full queue' },
  'trace.queue.dropped': {
    unit: 'count',
    fold: 'last',
    about: 'Calls that were let go since the start, none of them failed ones',
  },
  'trace.queue.spilled': { unit: 'count', fold: 'last', about: 'Failed calls that went to the spill since the start' },
  'trace.writer.records_per_second': { unit: 'per_second', fold: 'mean', about: 'Calls that came to disk' },
  'trace.writer.pending': { unit: 'count', fold: 'max', about: 'Calls sent to the writer and not yet on disk' },
  'trace.writer.errors': { unit: 'count', fold: 'last', about: 'Writes that failed since the start' },
  'trace.breaker.state': { unit: 'state', fold: 'max', about: '0 closed, 1 half open, 2 open' },
  'trace.database.bytes': { unit: 'bytes', fold: 'last', about: 'Size of trace.sqlite' },
  'trace.database.calls': { unit: 'count', fold: 'last', about: 'Calls in it' },
  'trace.archive.bytes': { unit: 'bytes', fold: 'last', about: 'Size of the Parquet files' },
  'trace.export.waiting': { unit: 'count', fold: 'max', about: 'Calls that wait to be sent to a collector' },
  'trace.export.sent': { unit: 'count', fold: 'last', about: 'Calls that a collector took since the start' },
  'trace.export.failed': {
    unit: 'count',
    fold: 'last',
    about: 'Calls that it refused, or for which too many waited; the trace store has them',
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof metrics;

/** What could be read; what is unknown here is absent. */
export type Figures = Readonly<Partial<Record<MetricName, number>>>;

const isMetricName = (name: string): name is MetricName => Object.hasOwn(metrics, name);
export const metricNames: readonly MetricName[] = Object.keys(metrics).filter(isMetricName);

/** Values of one figure over a stretch of time as one, by what the figure is; undefined where there are none. */
export function foldValues(name: MetricName, values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const { fold } = metrics[name];
  if (fold === 'last') return values.at(-1);
  return fold === 'max' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0) / values.length;
}
