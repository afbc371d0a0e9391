import { instant } from '../../../core/model/time.ts';
import { FigureHistory } from '../../../core/trace/figure-history.ts';
import type { Figures } from '../../../core/trace/metrics.ts';
import type { ObservabilityState } from '../../../core/trace/observability.ts';
import { Rates } from '../../../core/trace/rates/rates.ts';
import type { TraceState } from '../../../core/trace/state.ts';
import { now } from '../../cells/live-topics.ts';
import { quietTrace } from './quiet.ts';
import { trafficOf } from './traffic.ts';

const wave = (second: number, low: number, high: number): number =>
  low + ((high - low) * (1 + Math.sin(second / 23) + 0.3 * Math.sin(second / 3))) / 2.6;

/** A console that has worked for so many seconds, as it would say it. */
export function observedAfter(
  seconds: number,
  { trace = quietTrace, figures = {} }: { trace?: TraceState; figures?: Figures } = {},
): ObservabilityState {
  let at = 0;
  const rates = new Rates({ now: () => at * 1_000_000 });
  const history = new FigureHistory();
  let newest: Figures = {};
  for (let second = 0; second < seconds; second++) {
    const records = trafficOf(second, 1, `second ${second}`);
    rates.take(records);
    at = second + 1;
    newest = {
      'calls.per_second': records.length,
      'errors.per_second': records.filter(({ error }) => error !== undefined).length,
      'calls.p50_ms': 0.3,
      'calls.p95_ms': wave(second, 11, 15),
      'calls.p99_ms': wave(second, 22, 29),
      'event_loop.mean_ms': wave(second, 0.1, 0.4),
      'event_loop.p99_ms': wave(second, 0.6, 2.2),
      'event_loop.max_ms': wave(second, 1, 9),
      'event_loop.utilization': wave(second, 0.03, 0.11),
      'memory.rss_bytes': wave(second, 180e6, 214e6),
      'memory.heap_used_bytes': wave(second, 61e6, 88e6),
      'memory.heap_total_bytes': 104e6,
      'memory.external_bytes': wave(second, 9e6, 12e6),
      'memory.array_buffers_bytes': wave(second, 3e6, 4e6),
      'machine.cpu_share': wave(second, 0.05, 0.14),
      'machine.uptime_seconds': second + 1,
      'trace.queue.normal': Math.round(wave(second, 0, 30)),
      'trace.queue.errors': 0,
      'trace.queue.overflow': trace.queue.overflowBufferSize,
      'trace.queue.dropped': second < seconds / 2 ? 0 : trace.queue.normalDropped,
      'trace.queue.spilled': trace.queue.spilled,
      'trace.writer.records_per_second': records.length,
      'trace.writer.pending': trace.writer.pending,
      'trace.writer.errors': second < seconds / 2 ? 0 : trace.writer.errors,
      'trace.breaker.state': 0,
      'trace.database.bytes': 61_210_624 - (seconds - second) * 60_000,
      'trace.database.calls': rates.calls,
      'trace.archive.bytes': 0,
      ...figures,
    };
    history.put(second, newest);
  }
  return {
    at: now,
    started: instant(now - seconds * 1_000_000),
    trace,
    calls: rates,
    figures: newest,
    history: (name, last, points) => history.points(name, last, points),
  };
}

/** Everything that can go wrong at once. */
export const troubledTrace: TraceState = {
  ...quietTrace,
  queue: {
    ...quietTrace.queue,
    normalQueueSize: 9_120,
    overflowBufferSize: 31_004,
    normalDropped: 1_250,
    spilled: 12,
    health: 'dropping',
  },
  writer: {
    ...quietTrace.writer,
    errors: 3,
    lastError: 'The disk is full, so trace.sqlite cannot be written',
    pending: 2_000,
  },
  breaker: {
    state: 'open',
    failures: 3,
    successes: 0,
    calls: 9_006,
    rejected: 25,
    opened: 1,
    openedAt: now - 42_000_000,
  },
  database: { ...quietTrace.database, archiveError: 'The folder archive cannot be written' },
};
