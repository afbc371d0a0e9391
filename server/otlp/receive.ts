import { setImmediate } from 'node:timers/promises';
import { readLogs } from '../../core/trace/otlp/read-logs.ts';
import { readTraces } from '../../core/trace/otlp/read-traces.ts';
import type { Refused } from '../../core/trace/otlp/span.ts';
import type { Keeping } from '../../core/trace/otlp/span-rows.ts';
import type { TraceStore } from '../trace/port.ts';

/** What is done in one go: a millisecond or two, so that a large request holds up nothing else. */
const slice = 64;
const mostReasons = 3;

/** What was not taken, and why, as sentences. */
export interface Received {
  readonly rejected: number;
  readonly message: string;
}

/** Takes what other programs send by the OpenTelemetry protocol into the trace store. Rejects with `Unreadable` where nothing of a request can be. */
export interface OtlpReceiver {
  traces(request: unknown): Promise<Received>;
  logs(request: unknown): Promise<Received>;
}

export function otlpReceiver(store: Pick<TraceStore, 'take' | 'log'>, keeping: Keeping): OtlpReceiver {
  return {
    traces: (request) => receive(readTraces(request, keeping), (rows) => store.take(rows)),
    logs: (request) =>
      receive(readLogs(request, keeping.serializer), (rows) => {
        for (const row of rows) store.log(row);
      }),
  };
}

async function receive<Row extends object>(
  items: Iterable<Row | Refused>,
  take: (rows: readonly Row[]) => void,
): Promise<Received> {
  const reasons: string[] = [];
  let rejected = 0;
  let waiting: Row[] = [];
  for (const item of items) {
    if ('refused' in item) {
      rejected += 1;
      if (reasons.length < mostReasons) reasons.push(item.refused);
    } else waiting.push(item);
    if (waiting.length < slice) continue;
    take(waiting);
    waiting = [];
    await setImmediate();
  }
  take(waiting);
  const more = rejected - reasons.length;
  if (more > 0) reasons.push(`So it is with ${more} more.`);
  return { rejected, message: reasons.join(' ') };
}
