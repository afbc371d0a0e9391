import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { TraceSettings } from '../../config/trace.ts';
import type { Bus } from '../../core/bus.ts';
import type { Clock } from '../../core/clock.ts';
import { groupsBy } from '../../core/trace/groups/groups.ts';
import type { Tracer, ValueSerializer } from '../../core/trace/port.ts';
import type { TraceReader } from '../../core/trace/query.ts';
import { type MetricRow, tracedTables } from '../../core/trace/row.ts';
import { serializersWith } from '../../core/trace/serialize/serializer.ts';
import type { SpanRecord } from '../../core/trace/span-record.ts';
import { beforeTheEnd } from './before-the-end.ts';
import { collectCalls } from './collecting.ts';
import { logStream, storePart } from './log-stream.ts';
import { startMetrics } from './metrics.ts';
import type { TraceLog, TraceStore } from './port.ts';
import { openTraceReader } from './reader.ts';
import { openTraceStore } from './store.ts';

export interface TracesOptions {
  /** A data folder that this process holds. */
  readonly folder: string;
  readonly settings: TraceSettings;
  readonly tracer: Tracer;
  readonly machine: Clock;
  readonly log: Logger;
}

/** The record of what a console does: everything that is monitored goes to its store until it is closed. */
export interface Traces {
  readonly store: TraceStore;
  readonly reader: TraceReader;
  readonly serializer: ValueSerializer;
  /** The group of a process by the rules of the settings. */
  readonly group: (process: string) => string;
  /** Resolves when what was recorded so far can be read, or after a moment: a disk that fails holds up nobody who asks. */
  written(): Promise<void>;
  /** Tells those who watch of new rows, and measures the console. Returns the function that ends it. */
  observe(bus: Bus, enginePid: () => number | undefined): () => void;
  close(): Promise<void>;
}

const patienceMilliseconds = 250;

export function openTraces({ folder, settings, tracer, machine, log }: TracesOptions): Traces {
  const makes = serializersWith(settings.mask);
  const serializer = makes();
  const group = groupsBy(settings.groups, settings.groupBy);
  tracer.configure({ serializer: makes, group, sample: settings.sample });
  tracer.enabled = settings.enabled && process.env.DESKBOOK_TRACE !== 'off';
  const own = log.child({ part: storePart });
  const say: TraceLog = (level, sentence) => own[level](sentence);
  const reader = openTraceReader({ file: path.join(folder, 'trace.sqlite') });
  const store = openTraceStore({ folder, tracer, settings, machine, reader, log: say });
  const collecting = collectCalls({ store, tracer, settings: settings.export, machine, log: say });
  const forget = beforeTheEnd((uncaught) => {
    if (uncaught !== undefined) log.fatal({ err: uncaught }, 'an error that nobody caught ends the console');
    store.spillNow();
  });
  const disconnect = logStream.connect({ store, serializer, service: settings.export.service });
  const measured = {
    state: () => ({ ...store.state(), export: collecting.state() }),
    onDrained: (listener: (records: readonly SpanRecord[]) => void) => store.onDrained(listener),
    sample: (rows: readonly MetricRow[]) => store.sample(rows),
  };
  return {
    store,
    reader,
    serializer,
    group,
    async written() {
      if (store.state().breaker.state !== 'closed') return;
      const waiting = new AbortController();
      const late = pause(patienceMilliseconds, undefined, { signal: waiting.signal }).catch(() => undefined);
      await Promise.race([store.flush(), late]).finally(() => waiting.abort());
    },
    observe(bus, enginePid) {
      const metrics = startMetrics({ store: measured, bus, machine, tracer, enginePid });
      const stop = tellOfRows(store, bus);
      return () => {
        metrics.close();
        stop();
      };
    },
    async close() {
      disconnect();
      try {
        await store.close();
        await collecting.close();
      } finally {
        forget();
        await reader.close();
      }
    },
  };
}

/** Touches the topics of the store's rows when there are new ones. Returns the function that ends it. */
function tellOfRows(store: TraceStore, bus: Bus): () => void {
  for (const topic of tracedTables) bus.define(topic, () => undefined);
  return store.onWritten(() => {
    for (const topic of tracedTables) bus.touch(topic);
  });
}
