import { threadId } from 'node:worker_threads';
import type { TraceSettings } from '../../config/trace.ts';
import type { Clock } from '../../core/clock.ts';
import { fingerprint } from '../../core/trace/fingerprint.ts';
import type { Tracer } from '../../core/trace/port.ts';
import { render } from '../../core/trace/render.ts';
import type { SpanRecord } from '../../core/trace/span-record.ts';
import type { ExportState } from '../../core/trace/state.ts';
import { deskbookVersion } from '../desk/versions.ts';
import { openExport } from '../otlp/export.ts';
import type { TraceLog, TraceStore } from './port.ts';

export interface CollectingOptions {
  readonly store: Pick<TraceStore, 'onDrained'>;
  readonly tracer: Pick<Tracer, 'platform' | 'idsOf'>;
  readonly settings: TraceSettings['export'];
  readonly machine: Clock;
  readonly log: TraceLog;
}

/** Calls of this console on their way to the collector that the settings name. */
export interface Collecting {
  state(): ExportState | undefined;
  close(): Promise<void>;
}

/** Sends what leaves the store's queue to the collector; where the settings name none nothing is sent, and its state is undefined. */
export function collectCalls({ store, tracer, settings, machine, log }: CollectingOptions): Collecting {
  const ids = (record: SpanRecord) => tracer.idsOf(record);
  const facts = { ids, thread: threadId, service: settings.service, fingerprint };
  const exported = openExport({
    settings,
    environment: process.env,
    resource: { 'process.pid': String(process.pid) },
    version: deskbookVersion(),
    render: (record) => render(record, { ...facts, epoch: machine.now() - tracer.platform.now() }),
    random: Math.random,
    log,
  });
  const forget = exported && store.onDrained((records) => exported.take(records));
  return {
    state: () => exported?.state(),
    async close() {
      forget?.();
      await exported?.close();
    },
  };
}
