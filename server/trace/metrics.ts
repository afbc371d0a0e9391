import type { Bus } from '../../core/bus.ts';
import type { Clock } from '../../core/clock.ts';
import { FigureHistory } from '../../core/trace/figure-history.ts';
import { type Figures, metricNames } from '../../core/trace/metrics.ts';
import type { ObservabilityState } from '../../core/trace/observability.ts';
import type { Tracer } from '../../core/trace/port.ts';
import { Rates } from '../../core/trace/rates/rates.ts';
import type { TraceState } from '../../core/trace/state.ts';
import { MachineFigures } from './machine-figures.ts';
import type { TraceStore } from './port.ts';

const everyMilliseconds = 1_000;
/** Percentiles of one reading are those of the last minute or two. */
const percentilesOver = 60;
const breakerStates = { closed: 0, half_open: 1, open: 2 } as const;

export interface MetricsOptions {
  readonly store: Pick<TraceStore, 'state' | 'onDrained' | 'sample'>;
  /** Gets the topic `observability`, and a touch of it each second. */
  readonly bus: Pick<Bus, 'define' | 'touch'>;
  readonly machine: Clock;
  /** Whose clock times the calls. */
  readonly tracer: Pick<Tracer, 'platform'>;
  /** The process of the SQL engine, where there is one. */
  readonly enginePid?: () => number | undefined;
}

/** Measures the console each second, offers it as the topic `observability`, and keeps every ten seconds a sample. Close it before the store. */
export function startMetrics(options: MetricsOptions): { close(): void } {
  const { store, bus, machine, enginePid = () => undefined } = options;
  const now = (): number => options.tracer.platform.now();
  const rates = new Rates({ now });
  const history = new FigureHistory();
  const reader = new MachineFigures(enginePid);
  const started = machine.now();
  let at = started;
  let figures: Figures = {};
  let before = { calls: 0, errors: 0, at: now() };

  const measure = (): void => {
    at = machine.now();
    const { calls, errors } = rates;
    const seconds = Math.max(0.001, (now() - before.at) / 1_000_000);
    figures = {
      'calls.per_second': (calls - before.calls) / seconds,
      'errors.per_second': (errors - before.errors) / seconds,
      ...percentilesOf(rates),
      ...reader.read(),
      ...traceFigures(store.state()),
    };
    before = { calls, errors, at: now() };
    const ended = history.put(Math.floor(now() / 1_000_000), figures);
    if (ended !== undefined) {
      const rows = metricNames.map((name) => ({ ts: at, name, value: ended[name] }));
      store.sample(rows.flatMap(({ value, ...row }) => (value === undefined ? [] : [{ ...row, value }])));
    }
    bus.touch('observability');
  };

  const ignore = store.onDrained((records) => rates.take(records));
  bus.define<ObservabilityState>('observability', () => ({
    at,
    started,
    trace: store.state(),
    calls: rates,
    figures,
    history: (name, last, points) => history.points(name, last, points),
  }));
  measure();
  const timer = setInterval(measure, everyMilliseconds);
  timer.unref();
  return {
    close() {
      clearInterval(timer);
      ignore();
      reader.close();
    },
  };
}

function percentilesOf(rates: Rates): Figures {
  const { p50, p95, p99 } = rates.whole(percentilesOver);
  if (p50 === undefined || p95 === undefined || p99 === undefined) return {};
  return { 'calls.p50_ms': p50, 'calls.p95_ms': p95, 'calls.p99_ms': p99 };
}

const traceFigures = ({ queue, writer, breaker, database, export: exported }: TraceState): Figures => ({
  'trace.queue.normal': queue.normalQueueSize,
  'trace.queue.errors': queue.errorQueueSize,
  'trace.queue.overflow': queue.overflowBufferSize,
  'trace.queue.dropped': queue.normalDropped,
  'trace.queue.spilled': queue.spilled,
  'trace.writer.records_per_second': writer.recordsPerSecond,
  'trace.writer.pending': writer.pending,
  'trace.writer.errors': writer.errors,
  'trace.breaker.state': breakerStates[breaker.state],
  'trace.database.bytes': database.bytes,
  'trace.database.calls': database.processTraceCount,
  'trace.archive.bytes': database.archiveBytes,
  ...(exported && {
    'trace.export.waiting': exported.waiting,
    'trace.export.sent': exported.sent,
    'trace.export.failed': exported.failed + exported.dropped,
  }),
});
