import { instant } from '../../../core/model/time.ts';
import type { Asking, CallRow, CanonicalRow, Page, TraceFilter, TraceReader } from '../../../core/trace/query.ts';
import { emptyReader } from '../../fixtures/empty-reader.ts';
import { rowsOf } from '../../server/trace/desk-traces.ts';

const told = [...rowsOf({ calls: 400 })];

export const calls: readonly CallRow[] = told.map(({ process }, index) => ({ ...process, seq: index + 1 })).reverse();

export const values: readonly CanonicalRow[] = told
  .flatMap(({ data }) => data)
  .map((row, index) => ({
    seq: index + 1,
    process: row.process,
    data: row.data,
    dataType: row.data_type,
    dataValue: row.data_value,
    ts: row.ts,
    status: row.status,
    exception: row.exception,
    traceId: row.trace_id,
    spanId: row.span_id,
  }))
  .reverse();

type Row = { readonly seq: number; readonly ts: number; readonly status: string; readonly process: string };

function pageOf<R extends Row>(
  all: readonly R[],
  { status, process }: TraceFilter,
  limit: number,
  before = Number.POSITIVE_INFINITY,
  { after = 0 }: Asking = {},
): Page<R> {
  const fits = all.filter(
    (row) =>
      row.seq < before &&
      row.seq > after &&
      (status === undefined || row.status === status) &&
      (process === undefined || row.process.includes(process)),
  );
  const rows = fits.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows,
    newest: all[0]?.seq ?? 0,
    searchedTo: instant(last?.ts ?? 0),
    ...(last && fits.length > limit ? { before: last.seq } : {}),
  };
}

/** Rows in memory, as a store would page over them; times filter nothing, since the morning is long past. */
export const readerOf = (shownCalls: readonly CallRow[], shownValues: readonly CanonicalRow[]): TraceReader => ({
  ...emptyReader,
  calls: async (...asked) => pageOf(shownCalls, ...asked),
  data: async (...asked) => pageOf(shownValues, ...asked),
});

export const morningTraces: TraceReader = readerOf(calls, values);
