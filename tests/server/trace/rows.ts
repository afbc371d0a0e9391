import Sqlite, { type Database } from 'better-sqlite3';
import { machineClock } from '../../../core/clock.ts';
import type { DataRow, LogRow, MetricRow, ProcessRow } from '../../../core/trace/row.ts';
import { migrate } from '../../../server/journal/migrate.ts';
import { migrationsOf } from '../../../server/journal/sql.ts';

/** 2026-11-20 15:00:00 UTC. */
export const begin = Date.UTC(2026, 10, 20, 15) * 1000;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** The n-th call, a second after the one before: a trace of its own, and what is given in place of that. */
export function processRow(n: number, over: Partial<ProcessRow> = {}): ProcessRow {
  const ts = over.ts ?? begin + n * 1_000_000;
  const duration = over.duration_ms ?? 1.5;
  return {
    ts,
    process: 'server/desk/desk.Desk.submit',
    process_group: 'desk.orders',
    status: 'OK',
    duration_ms: duration,
    exception: null,
    thread_id: 0,
    call_depth: 0,
    start_ts_us: ts - Math.round(duration * 1000),
    cpu_delta: null,
    memory_delta_mb: null,
    service: 'deskbook',
    trace_id: hex(n + 1, 32),
    span_id: hex(n + 1, 16),
    parent_span_id: null,
    subject: null,
    fingerprint: null,
    ...over,
  };
}

/** A value of a call. */
export function dataRow(call: ProcessRow, over: Partial<DataRow> = {}): DataRow {
  const { ts, process, status, exception, thread_id, start_ts_us, trace_id, span_id } = call;
  const named = { data: 'result', data_type: 'OUTPUT' as const, data_value: '1' };
  return { ts, process, ...named, status, exception, thread_id, start_ts_us, trace_id, span_id, ...over };
}

export function logRow(n: number, over: Partial<LogRow> = {}): LogRow {
  const ts = begin + n * 1_000_000;
  return {
    ts,
    level: 'info',
    message: `line ${n}`,
    fields: '{}',
    service: 'deskbook',
    trace_id: null,
    span_id: null,
    ...over,
  };
}

/** A trace store as it is at the beginning. */
export function openTraces(file: string): Database {
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  migrate(database, migrationsOf('trace'), machineClock.now());
  return database;
}

type Rows = {
  readonly process_trace: ProcessRow;
  readonly data_trace: DataRow;
  readonly logs: LogRow;
  readonly metrics: MetricRow;
};

/** Writes rows in one transaction. */
export function insert<Table extends keyof Rows>(database: Database, table: Table, rows: readonly Rows[Table][]): void {
  const [first] = rows;
  if (first === undefined) return;
  const names = Object.keys(first);
  const statement = database.prepare(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
  );
  database.transaction(() => {
    for (const row of rows) statement.run(row);
  })();
}
