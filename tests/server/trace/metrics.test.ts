import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBus } from '../../../core/bus.ts';
import { ManualClock } from '../../../core/clock.ts';
import { instant } from '../../../core/model/time.ts';
import { metricNames } from '../../../core/trace/metrics.ts';
import type { ObservabilityState } from '../../../core/trace/observability.ts';
import type { MetricRow } from '../../../core/trace/row.ts';
import type { SpanRecord } from '../../../core/trace/span-record.ts';
import { startMetrics } from '../../../server/trace/metrics.ts';
import { quietTrace } from '../../core/trace/quiet.ts';
import { trafficOf } from '../../core/trace/traffic.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A store that keeps what it is told, and a clock that goes with the timers. */
function started() {
  const samples: MetricRow[] = [];
  const listeners = new Set<(records: readonly SpanRecord[]) => void>();
  const machine = new ManualClock(instant(1_000_000_000));
  const bus = createBus();
  const store = {
    state: () => ({
      ...quietTrace,
      export: { waiting: 1, sent: 2, failed: 3, dropped: 4, retries: 0, failing: false, lastError: undefined },
    }),
    sample: (rows: readonly MetricRow[]) => samples.push(...rows),
    onDrained(listener: (records: readonly SpanRecord[]) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const running = startMetrics({
    store,
    bus,
    machine,
    tracer: { platform: { now: () => machine.now() - 1_000_000_000, origin: '0'.repeat(16) } },
    enginePid: () => process.pid,
  });
  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      const from = Math.round((machine.now() - 1_000_000_000) / 1_000_000);
      for (const listener of listeners) listener(trafficOf(from, 1));
      machine.advance(1_000_000);
      vi.advanceTimersByTime(1_000);
    }
  };
  return { ...running, bus, samples, listeners, pass, state: () => bus.read<ObservabilityState>('observability') };
}

it('tells each second what the console does', async () => {
  const { pass, state, bus, close } = started();
  expect(state()).toMatchObject({ at: 1_000_000_000, started: 1_000_000_000, trace: quietTrace });
  const before = bus.version('observability');
  pass(5);
  await vi.waitFor(() => {
    pass(1);
    expect(state().figures['memory.sql_engine_bytes']).toBeGreaterThan(1e6);
  });
  expect(bus.version('observability')).toBeGreaterThanOrEqual(before + 6);
  const { figures, calls, history } = state();
  expect(Object.keys(figures).sort()).toEqual([...metricNames].sort());
  expect(figures['calls.per_second']).toBe(trafficOf(5, 1).length);
  expect(calls.processes(60).length).toBe(12);
  expect(history('memory.rss_bytes', 3, 3).every((bytes) => bytes !== null && bytes > 1e6)).toBe(true);
  close();
});

it('keeps a sample of every figure each ten seconds, until it is closed', () => {
  const { pass, samples, listeners, close } = started();
  pass(25);
  expect([...new Set(samples.map(({ ts }) => ts))]).toEqual([1_010_000_000, 1_020_000_000]);
  expect(samples.filter(({ name }) => name === 'calls.per_second').map(({ value }) => Math.round(value / 10))).toEqual([
    9, 10,
  ]);
  const kept = samples.length;
  close();
  pass(15);
  expect([samples.length, listeners.size]).toEqual([kept, 0]);
});
