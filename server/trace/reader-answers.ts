import { type Instant, instant } from '../../core/model/time.ts';
import type {
  Asking,
  CallDetail,
  CallRow,
  CanonicalRow,
  LoggedRow,
  Page,
  TraceFilter,
  TraceReader,
} from '../../core/trace/query.ts';
import { callOf, subjectTrace, traceNames, wholeTrace } from './reader-calls.ts';
import { type TraceConnection, TraceStoreFile } from './reader-file.ts';
import { conditionsOf, type RowFilter, type TraceTable } from './reader-filter.ts';
import { search, type Turn } from './reader-search.ts';

const MOST_ROWS = 10_000;
const MILLISECONDS = 200;

const columns: Readonly<Record<TraceTable, string>> = {
  process_trace: 't.*',
  data_trace:
    't.seq, t.process, t.data, t.data_type AS dataType, t.data_value AS dataValue, t.ts, t.status, t.exception, t.trace_id AS traceId, t.span_id AS spanId',
  logs: 't.*',
};

/** Reads the store in the thread that asks; `openTraceReader` asks it in a thread of its own. */
export class TraceAnswers implements TraceReader {
  readonly #file: TraceStoreFile;

  constructor(file: string) {
    this.#file = new TraceStoreFile(file);
  }

  calls(filter: TraceFilter, limit: number, before?: number, asking?: Asking): Promise<Page<CallRow>> {
    return this.#page<CallRow>('process_trace', filter, limit, before, asking);
  }

  data(filter: TraceFilter, limit: number, before?: number, asking?: Asking): Promise<Page<CanonicalRow>> {
    return this.#page<CanonicalRow>('data_trace', filter, limit, before, asking);
  }

  logs(filter: RowFilter, limit: number, before?: number, asking?: Asking): Promise<Page<LoggedRow>> {
    return this.#page<LoggedRow>('logs', filter, limit, before, asking);
  }

  call(traceId: string, spanId: string, near?: Instant, asking?: Asking): Promise<CallDetail | undefined> {
    return this.#read(asking, undefined, (open, turn) => callOf(open, turn, { traceId, spanId, near }));
  }

  trace(traceId: string, near?: Instant, asking?: Asking): Promise<readonly CallRow[]> {
    return this.#read(asking, [], (open, turn) => wholeTrace(open, turn, { traceId, near }));
  }

  traceOf(subject: string, asking?: Asking): Promise<string | undefined> {
    return this.#read(asking, undefined, (open, turn) => subjectTrace(open, turn, subject));
  }

  names(): ReturnType<TraceReader['names']> {
    return this.#read(undefined, { processes: [], groups: [], services: [] }, async (open) => traceNames(open()));
  }

  close(): void {
    this.#file.close();
  }

  #page<Row extends { readonly seq: number; readonly ts: number }>(
    table: TraceTable,
    filter: RowFilter,
    limit: number,
    before: number | undefined,
    asking: Asking = {},
  ): Promise<Page<Row>> {
    const empty: Page<Row> = { rows: [], newest: 0, searchedTo: filter.from ?? instant(0) };
    const { from, to } = filter;
    const { after, milliseconds = MILLISECONDS } = asking;
    const asked = { table, columns: columns[table], conditions: conditionsOf(table, filter), from, to, after, before };
    const most = Math.max(1, Math.min(limit, MOST_ROWS));
    return this.#read(asking, empty, (open, turn) => search<Row>(open, { ...asked, limit: most, milliseconds }, turn));
  }

  async #read<T>(
    asking: Asking | undefined,
    empty: T,
    work: (open: () => TraceConnection, turn: Turn) => Promise<T>,
  ): Promise<T> {
    const signal = asking?.signal;
    signal?.throwIfAborted();
    const turn: Turn = async () => {
      await new Promise(setImmediate);
      signal?.throwIfAborted();
    };
    const open = () => {
      const connection = this.#file.connection();
      if (connection === undefined) throw new NoStore();
      return connection;
    };
    try {
      return await work(open, turn);
    } catch (error) {
      if (error instanceof NoStore) return empty;
      return this.#file.explaining(() => {
        throw error;
      });
    }
  }
}

/** There is nothing yet, or not any more. */
class NoStore extends Error {}
