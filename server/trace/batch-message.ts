import type { Queued } from '../../core/trace/queue.ts';
import type { LogRow, MetricRow, TraceRows } from '../../core/trace/row.ts';
import { SpanPacker } from '../../core/trace/span-columns.ts';
import type { ProcessInfo, SpanRecord } from '../../core/trace/span-record.ts';
import type { BatchMessage, BatchName } from './messages.ts';

/** Beyond it the writer's thread forgets what it was told: names may be made at run time. */
const PROCESSES_AT_MOST = 20_000;

export interface Sorted {
  readonly spans: readonly SpanRecord[];
  readonly calls: readonly TraceRows[];
  readonly logs: readonly LogRow[];
  readonly metrics: readonly MetricRow[];
}

export function sorted(records: readonly Queued[]): Sorted {
  const spans: SpanRecord[] = [];
  const calls: TraceRows[] = [];
  const logs: LogRow[] = [];
  const metrics: MetricRow[] = [];
  for (const record of records) {
    if ('span' in record) spans.push(record);
    else if ('data' in record) calls.push(record);
    else if ('message' in record) logs.push(record);
    else metrics.push(record);
  }
  return { spans, calls, logs, metrics };
}

/** Makes batches into messages for one thread, which is told of each process once. */
export class BatchMessages {
  readonly #packer = new SpanPacker();
  readonly #numbers = new Map<ProcessInfo, number>();
  #fresh: [number, ProcessInfo][] = [];

  of(name: BatchName, records: Sorted, epoch: number): BatchMessage {
    const forget = this.#numbers.size > PROCESSES_AT_MOST;
    if (forget) this.#numbers.clear();
    const spans = this.#packer.pack(records.spans, (process) => this.#numberOf(process));
    const processes = this.#fresh;
    this.#fresh = [];
    const { calls, logs, metrics } = records;
    return { kind: 'batch', ...name, epoch, forget, processes, spans, calls, logs, metrics };
  }

  #numberOf(process: ProcessInfo): number {
    const known = this.#numbers.get(process);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(process, number);
    const { name, group, parameters, place, source } = process;
    this.#fresh.push([number, { name, group, parameters: [...parameters], place, source }]);
    return number;
  }
}
