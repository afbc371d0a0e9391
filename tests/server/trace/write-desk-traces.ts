import type { Database } from 'better-sqlite3';
import type { LogRow, ProcessRow, TraceRows } from '../../../core/trace/row.ts';
import { logsOf, rowsOf, type TraceOptions } from './desk-traces.ts';
import { openTraces } from './rows.ts';

const callsOfTransaction = 50_000;

/** Beyond so many calls the same ones are told again, later and with other ids: SQLite copies rows ten times as fast as it takes them in. */
const callsTold = 100_000;

/** Writes calls of a desk into a new file. Gives how many rows of each table there are. */
export function writeDeskTraces(file: string, options: TraceOptions): { calls: number; values: number; logs: number } {
  const database = openTraces(file);
  try {
    database.pragma('synchronous = OFF');
    const insert = inserter(database);
    const copies = Math.max(0, Math.ceil(options.calls / callsTold) - 1);
    const told = Math.ceil(options.calls / (copies + 1));
    for (const rows of slices(rowsOf({ ...options, calls: told }), callsOfTransaction))
      database.transaction(() => rows.forEach(insert))();
    tellAgain(database, copies);
    database.pragma('wal_checkpoint(TRUNCATE)');
    const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    return { calls: count('process_trace'), values: count('data_trace'), logs: count('logs') };
  } finally {
    database.close();
  }
}

const isTime = (column: string): boolean => column === 'ts' || column === 'start_ts_us';
const isIdentifier = (column: string): boolean => /^(?:trace|span|parent_span)_id$/.test(column);

/** Moves what is there back in time and copies it so many times after itself, so that the last copy ends where the rows did. */
function tellAgain(database: Database, copies: number): void {
  if (copies === 0) return;
  const length =
    database.prepare<[], number>('SELECT max(ts) - min(start_ts_us) + 1 FROM process_trace').pluck().get() ?? 0;
  for (const [table, columns] of [
    ['process_trace', processColumns],
    ['data_trace', dataColumns],
    ['logs', logColumns],
  ] as const) {
    const names = columns.join(', ');
    const moved = columns.filter(isTime).map((column) => `${column} = ${column} - ${copies * length}`);
    database.exec(`UPDATE ${table} SET ${moved.join(', ')}`);
    const again = columns.map((column) => {
      if (isTime(column)) return `${column} + @copy * ${length}`;
      return isIdentifier(column) ? `printf('%08x', @copy) || substr(${column}, 9)` : column;
    });
    const last = database.prepare<[], number>(`SELECT max(seq) FROM ${table}`).pluck().get() ?? 0;
    const copy = database.prepare(
      `INSERT INTO ${table} (${names}) SELECT ${again.join(', ')} FROM ${table} WHERE seq <= ${last} ORDER BY seq`,
    );
    for (let number = 1; number <= copies; number += 1) copy.run({ copy: number });
  }
}

/** Inserts a call with its values, what is logged beside it, and the process it is the first of. */
export function inserter(database: Database): (rows: TraceRows) => void {
  const call = insertInto(database, 'process_trace', processColumns);
  const value = insertInto(database, 'data_trace', dataColumns);
  const log = insertInto(database, 'logs', logColumns);
  const known = database.prepare('INSERT OR IGNORE INTO processes VALUES (?, ?, ?, ?, ?, ?)');
  const seen = new Set<string>();
  return (rows) => {
    const { process } = rows;
    call(process);
    for (const row of rows.data) value(row);
    for (const row of logsOf(rows)) log(row);
    if (seen.has(process.process)) return;
    seen.add(process.process);
    const [module = '', name = ''] = process.process.split('.');
    const source = `function ${name}() {\n  return answer;\n}`;
    known.run(process.process, process.process_group, process.service, '[]', `${module}.ts:12`, source);
  };
}

const processColumns = [
  'ts',
  'process',
  'process_group',
  'status',
  'duration_ms',
  'exception',
  'thread_id',
  'call_depth',
  'start_ts_us',
  'cpu_delta',
  'memory_delta_mb',
  'service',
  'trace_id',
  'span_id',
  'parent_span_id',
  'subject',
  'fingerprint',
] as const satisfies readonly (keyof ProcessRow)[];

const dataColumns = [
  'ts',
  'process',
  'data',
  'data_type',
  'data_value',
  'status',
  'exception',
  'thread_id',
  'start_ts_us',
  'trace_id',
  'span_id',
] as const satisfies readonly (keyof TraceRows['data'][number])[];

const logColumns = [
  'ts',
  'level',
  'message',
  'fields',
  'service',
  'trace_id',
  'span_id',
] as const satisfies readonly (keyof LogRow)[];

function insertInto<K extends string>(database: Database, table: string, columns: readonly K[]) {
  const statement = database.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return (row: Readonly<Record<K, unknown>>): void => void statement.run(columns.map((column) => row[column]));
}

function* slices<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let slice: T[] = [];
  for (const item of items) {
    slice.push(item);
    if (slice.length < size) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}
