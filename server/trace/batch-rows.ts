import type { Database } from 'better-sqlite3';
import type { LogRow, MetricRow, TraceRows } from '../../core/trace/row.ts';
import type { ProcessInfo } from '../../core/trace/span-record.ts';
import { Statements } from '../journal/statements.ts';

/** Names of processes that are remembered as written; one more is written again. */
const PROCESSES_AT_MOST = 10_000;

/** What is written as one, or set aside as one. */
export type Entry =
  | { readonly call: TraceRows; readonly info?: ProcessInfo | undefined }
  | { readonly log: LogRow }
  | { readonly metric: MetricRow };

/** The statements that write rows on one connection. */
export class BatchRows {
  readonly #sql: Statements;
  readonly #known = new Set<string>();
  #added: string[] = [];

  constructor(database: Database) {
    this.#sql = new Statements(database, 'trace');
  }

  /** Rows written. */
  write(entry: Entry): number {
    if ('call' in entry) return this.#call(entry.call, entry.info);
    if ('log' in entry) return this.#log(entry.log);
    const { ts, name, value } = entry.metric;
    return this.#sql.run('insert_metric', ts, name, value);
  }

  /** What was written of an entry was taken back. */
  refused(entry: Entry): void {
    if ('call' in entry) this.#known.delete(entry.call.process.process);
  }

  lastBatch(writer: string): number | undefined {
    return this.#sql.one<{ last: number }>('last_batch', writer)?.last;
  }

  setLastBatch(writer: string, last: number): void {
    this.#sql.run('set_last_batch', writer, last);
  }

  forgetBatch(writer: string): void {
    this.#sql.run('forget_batch', writer);
  }

  forgetOtherBatches(writer: string): void {
    this.#sql.run('forget_batches', writer);
  }

  figures(): Figures {
    return this.#sql.one<Figures>('figures') ?? { processTraceCount: 0, dataTraceCount: 0, oldest: null, latest: null };
  }

  /** What was written since the last call is on disk, or is not. */
  settled(onDisk: boolean): void {
    if (!onDisk) for (const name of this.#added) this.#known.delete(name);
    this.#added = [];
  }

  #call({ process: row, data }: TraceRows, info: ProcessInfo | undefined): number {
    if (!this.#known.has(row.process)) this.#process(row, info);
    this.#sql
      .get('insert_process')
      .run(
        row.ts,
        row.process,
        row.process_group,
        row.status,
        row.duration_ms,
        row.exception,
        row.thread_id,
        row.call_depth,
        row.start_ts_us,
        row.cpu_delta,
        row.memory_delta_mb,
        row.service,
        row.trace_id,
        row.span_id,
        row.parent_span_id,
        row.subject,
        row.fingerprint,
      );
    const insert = this.#sql.get('insert_data');
    for (const value of data)
      insert.run(
        value.ts,
        value.process,
        value.data,
        value.data_type,
        value.data_value,
        value.status,
        value.exception,
        value.thread_id,
        value.start_ts_us,
        value.trace_id,
        value.span_id,
      );
    return 1 + data.length;
  }

  #process(row: TraceRows['process'], info: ProcessInfo | undefined): void {
    if (info === undefined) this.#sql.run('add_process', row.process, row.process_group, row.service);
    else {
      const { name, group, parameters, place = null, source = null } = info;
      this.#sql.run('set_process', name, group, row.service, JSON.stringify(parameters), place, source);
    }
    if (this.#known.size >= PROCESSES_AT_MOST) this.#known.clear();
    this.#known.add(row.process);
    this.#added.push(row.process);
  }

  #log(row: LogRow): number {
    const { ts, level, message, fields, service, trace_id, span_id } = row;
    return this.#sql.run('insert_log', ts, level, message, fields, service, trace_id, span_id);
  }
}

interface Figures {
  readonly processTraceCount: number;
  readonly dataTraceCount: number;
  readonly oldest: number | null;
  readonly latest: number | null;
}
