import { MINUTE } from '../../core/model/time.ts';

/** How a column of the record (SQLite) becomes one of the copy (DuckDB). */
export type ColumnKind = 'text' | 'integer' | 'real' | 'price' | 'money' | 'instant' | 'date';

export interface RecordColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** The name in SQLite where it is another one. */
  readonly from?: string;
}

/** Whether the rows of a file of the record say which environment and run they belong to. */
export const recordFiles = { journal: { byRun: true }, market: { byRun: true }, trace: { byRun: false } } as const;

export type RecordFileName = keyof typeof recordFiles;

/** A table of the record that queries may read; rows are copied in the order of `seq`, which only grows. */
export interface RecordTable {
  readonly name: string;
  readonly file: RecordFileName;
  readonly from: string;
  readonly columns: readonly RecordColumn[];
  /** Rows of one key replace each other: the newest `seq` counts. */
  readonly key?: readonly string[];
  /** When a row is known: this many microseconds after this column. */
  readonly known?: { readonly column: string; readonly after: number };
}

export const columnTypes: Readonly<Record<ColumnKind, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  real: 'DOUBLE',
  price: 'DECIMAL(18,9)',
  money: 'DECIMAL(18,6)',
  instant: 'TIMESTAMP',
  date: 'DATE',
};

const columns = (kind: ColumnKind, ...names: string[]): RecordColumn[] => names.map((name) => ({ name, kind }));
const who = columns('text', 'instrument', 'account', 'strategy');

export const recordTables: readonly RecordTable[] = [
  {
    name: 'order_events',
    file: 'journal',
    from: 'order_events',
    columns: [
      ...columns('instant', 'ts_event', 'ts_init'),
      ...columns('date', 'trade_date'),
      ...columns('text', 'client_order_id', 'type'),
      ...who,
      ...columns('text', 'side', 'order_type', 'time_in_force', 'product'),
      ...columns('integer', 'quantity'),
      ...columns('price', 'price', 'stop_price'),
      ...columns('integer', 'event_quantity'),
      ...columns('price', 'event_price', 'event_stop_price'),
      ...columns('integer', 'working_quantity'),
      ...columns('price', 'working_price', 'working_stop_price'),
      ...columns('text', 'status'),
      ...columns('integer', 'filled_quantity', 'leaves_quantity'),
      ...columns('price', 'filled_cost'),
      ...columns('text', 'venue_order_id', 'execution_id', 'reason', 'order_group', 'role'),
      ...columns('integer', 'stop_loss_ticks'),
      ...columns('price', 'stop_loss_price'),
      ...columns('integer', 'take_profit_ticks'),
      ...columns('price', 'take_profit_price'),
      ...columns('integer', 'trail_ticks'),
    ],
  },
  {
    name: 'fills',
    file: 'journal',
    from: 'fills',
    columns: [
      ...columns('instant', 'ts_event', 'ts_init'),
      ...columns('date', 'trade_date'),
      ...columns('text', 'execution_id', 'client_order_id'),
      ...who,
      ...columns('text', 'side'),
      ...columns('integer', 'quantity'),
      ...columns('price', 'price'),
      ...columns('money', 'fee'),
      ...columns('text', 'liquidity', 'origin'),
    ],
  },
  {
    name: 'fill_amendments',
    file: 'journal',
    from: 'fill_amendments',
    columns: [
      ...columns('instant', 'ts_event'),
      ...columns('text', 'amendment_id', 'execution_id', 'type', 'side'),
      ...columns('integer', 'quantity'),
      ...columns('price', 'price'),
      ...columns('money', 'fee'),
      ...columns('text', 'reason'),
    ],
  },
  {
    name: 'settlements',
    file: 'journal',
    from: 'settlements',
    columns: [
      ...columns('instant', 'ts_event'),
      ...columns('date', 'trade_date'),
      ...columns('text', 'instrument', 'kind'),
      ...columns('price', 'price'),
      ...columns('text', 'source'),
    ],
  },
  {
    name: 'rolls',
    file: 'journal',
    from: 'rolls',
    columns: [...columns('instant', 'ts_event'), ...columns('date', 'trade_date'), ...columns('text', 'kind')],
  },
  {
    name: 'spots',
    file: 'journal',
    from: 'spots',
    columns: [
      ...columns('instant', 'ts_event', 'ts_init'),
      ...columns('text', 'instrument', 'source'),
      ...columns('price', 'price'),
      ...columns('text', 'text', 'format'),
    ],
  },
  {
    name: 'balances',
    file: 'journal',
    from: 'balances',
    columns: [
      ...columns('instant', 'ts_event'),
      ...columns('text', 'account', 'currency'),
      ...columns('money', 'balance'),
    ],
  },
  {
    name: 'refusals',
    file: 'journal',
    from: 'refusals',
    columns: [...columns('instant', 'ts_event'), ...columns('text', 'subject', 'reason', 'detail')],
  },
  {
    name: 'notifications',
    file: 'journal',
    from: 'notifications',
    columns: [
      ...columns('instant', 'ts_event'),
      ...columns('integer', 'id'),
      ...columns('text', 'type', 'level', 'key', 'text', 'detail', 'account', 'instrument', 'side'),
      ...columns('text', 'subject_kind', 'subject_id'),
      ...columns('integer', 'held_back'),
      ...columns('text', 'acknowledged_by'),
      ...columns('instant', 'ts_acknowledged', 'ts_resolved'),
    ],
    key: ['id'],
  },
  {
    name: 'webhooks',
    file: 'journal',
    from: 'webhooks',
    columns: [
      ...columns('instant', 'ts_event'),
      ...columns('integer', 'receipt'),
      ...columns('text', 'webhook', 'outcome'),
      ...columns('integer', 'status'),
      ...columns('text', 'reason', 'signal', 'symbol', 'instrument', 'account', 'orders'),
      ...columns('integer', 'repeat_of', 'bytes'),
      ...columns('text', 'body'),
      ...columns('integer', 'microseconds'),
      ...columns('text', 'trace_id'),
    ],
    key: ['receipt'],
  },
  {
    name: 'pnl_history',
    file: 'journal',
    from: 'pnl_1m',
    columns: [
      ...columns('instant', 'ts_event'),
      ...columns('date', 'trade_date'),
      ...who,
      ...columns('text', 'currency'),
      ...columns('integer', 'quantity'),
      ...columns('money', 'realized', 'unrealized'),
    ],
    key: ['account', 'strategy', 'instrument', 'trade_date', 'ts_event'],
  },
  {
    name: 'audit',
    file: 'journal',
    from: 'audit',
    columns: [...columns('instant', 'ts_event'), ...columns('text', 'actor', 'action', 'detail')],
  },
  {
    name: 'trades',
    file: 'market',
    from: 'trades',
    columns: [
      ...columns('instant', 'ts_event'),
      ...columns('date', 'trade_date'),
      ...columns('text', 'instrument'),
      ...columns('price', 'price'),
      ...columns('integer', 'quantity'),
      ...columns('text', 'aggressor'),
    ],
  },
  {
    name: 'quotes',
    file: 'market',
    from: 'quotes',
    columns: [
      ...columns('instant', 'ts_event'),
      ...columns('date', 'trade_date'),
      ...columns('text', 'instrument'),
      ...columns('price', 'bid'),
      ...columns('integer', 'bid_size'),
      ...columns('price', 'ask'),
      ...columns('integer', 'ask_size'),
    ],
  },
  {
    name: 'bars',
    file: 'market',
    from: 'bars_1m',
    columns: [
      { name: 'ts', kind: 'instant', from: 'ts_start' },
      ...columns('date', 'trade_date'),
      ...columns('text', 'instrument'),
      ...columns('price', 'open', 'high', 'low', 'close'),
      ...columns('integer', 'volume'),
      ...columns('text', 'origin'),
    ],
    key: ['instrument', 'ts'],
    known: { column: 'ts_start', after: MINUTE },
  },
  {
    name: 'process_trace',
    file: 'trace',
    from: 'process_trace',
    columns: [
      ...columns('instant', 'ts'),
      ...columns('text', 'process', 'process_group', 'status'),
      ...columns('real', 'duration_ms'),
      ...columns('text', 'exception'),
      ...columns('integer', 'thread_id', 'call_depth', 'start_ts_us'),
      ...columns('real', 'cpu_delta', 'memory_delta_mb'),
      ...columns('text', 'service', 'trace_id', 'span_id', 'parent_span_id', 'subject', 'fingerprint'),
    ],
  },
  {
    name: 'data_trace',
    file: 'trace',
    from: 'data_trace',
    columns: [
      ...columns('instant', 'ts'),
      ...columns('text', 'process', 'data', 'data_type', 'data_value', 'status', 'exception'),
      ...columns('integer', 'thread_id', 'start_ts_us'),
      ...columns('text', 'trace_id', 'span_id'),
    ],
  },
  {
    name: 'logs',
    file: 'trace',
    from: 'logs',
    columns: [
      ...columns('instant', 'ts'),
      ...columns('text', 'level', 'message', 'fields', 'service', 'trace_id', 'span_id'),
    ],
  },
  {
    name: 'metrics',
    file: 'trace',
    from: 'metrics',
    columns: [...columns('instant', 'ts'), ...columns('text', 'name'), ...columns('real', 'value')],
  },
];

export const recordTable = (name: string): RecordTable | undefined => recordTables.find((table) => table.name === name);

/** Grows when the copy is to be made anew although the record is the same. */
const COPY_VERSION = 3;

/** What the copies are made of; a database with another text is made anew. */
export const copyShape = (): string => JSON.stringify([COPY_VERSION, recordTables]);
