import { type Instant, instant, MINUTE, SECOND } from '../../core/model/time.ts';
import type { CallDetail, CallRow, LoggedRow, TraceReader } from '../../core/trace/query.ts';
import { functionPlace } from './function-place.ts';
import type { TraceConnection } from './reader-file.ts';
import type { Conditions } from './reader-filter.ts';
import { search, type Turn } from './reader-search.ts';

type Open = () => TraceConnection;

/** Ids carry no time, so what lies near is looked at first; the last look is at everything. Microseconds to each side. */
const windows = [2 * SECOND, MINUTE, 20 * MINUTE, Number.POSITIVE_INFINITY] as const;
const mostCalls = 200_000;
const mostLogs = 200;

interface Window {
  readonly from?: Instant;
  readonly to?: Instant;
}

/** All of them but the last tell from where to where; without an instant there is only the last. */
function* around(near: Instant | undefined): Generator<Window> {
  for (const width of windows) {
    if (!Number.isFinite(width)) yield {};
    else if (near !== undefined) yield { from: instant(near - width), to: instant(near + width) };
  }
}

function calls(open: Open, turn: Turn, conditions: Conditions, window: Window, limit: number, columns = 't.*') {
  const asked = { table: 'process_trace', columns, conditions, limit, milliseconds: Number.POSITIVE_INFINITY } as const;
  return search<CallRow>(open, { ...asked, ...window }, turn);
}

const equal = (terms: Readonly<Record<string, string>>): Conditions => ({
  terms: Object.keys(terms).map((column) => `t.${column} = ?`),
  values: Object.values(terms),
});

/** A call with its values, what was logged meanwhile, and where its function stands. */
export async function callOf(
  open: Open,
  turn: Turn,
  { traceId, spanId, near }: { traceId: string; spanId: string; near?: Instant | undefined },
): Promise<CallDetail | undefined> {
  const conditions = equal({ span_id: spanId, trace_id: traceId });
  // whoever has a row has its instant
  const exactly = near === undefined ? [] : [{ from: near, to: instant(near + 1) }];
  for (const window of [...exactly, ...around(near)]) {
    const [call] = (await calls(open, turn, conditions, window, 1)).rows;
    if (call) return detailOf(open(), call);
  }
  return undefined;
}

function detailOf(connection: TraceConnection, call: CallRow): CallDetail {
  const values = (type: 'INPUT' | 'OUTPUT') =>
    connection.all<{ name: string; value: string }>(
      'SELECT data AS name, data_value AS value FROM data_trace WHERE ts = ? AND span_id = ? AND trace_id = ? AND data_type = ? ORDER BY seq',
      call.ts,
      call.span_id,
      call.trace_id,
      type,
    );
  const logs = connection.all<LoggedRow>(
    'SELECT * FROM logs WHERE ts BETWEEN ? AND ? AND trace_id = ? ORDER BY ts, seq LIMIT ?',
    call.start_ts_us - SECOND,
    call.ts + SECOND,
    call.trace_id,
    mostLogs,
  );
  const known = connection.one<{ place: string | null; source: string | null }>(
    'SELECT place, source FROM processes WHERE process = ?',
    call.process,
  );
  return {
    call,
    inputs: values('INPUT'),
    outputs: values('OUTPUT'),
    logs,
    place: known?.place ?? functionPlace(known?.source) ?? null,
    source: known?.source ?? null,
  };
}

/** The calls of a trace in the order of their starts. Looks further until nothing is missing, or everything was looked at. */
export async function wholeTrace(
  open: Open,
  turn: Turn,
  { traceId, near }: { traceId: string; near?: Instant | undefined },
): Promise<readonly CallRow[]> {
  for (const window of around(near)) {
    const { rows } = await calls(open, turn, equal({ trace_id: traceId }), window, mostCalls);
    if (window.from === undefined || rows.length >= mostCalls || isWhole(rows, window)) return inOrder(rows);
  }
  return [];
}

const inOrder = (rows: readonly CallRow[]): CallRow[] =>
  [...rows].sort((a, b) => a.start_ts_us - b.start_ts_us || a.call_depth - b.call_depth || a.seq - b.seq);

/** Each call has the one that called it, and the window goes beyond all of them: what they started may end a while after them. */
function isWhole(rows: readonly CallRow[], { from, to }: Window): boolean {
  if (rows.length === 0 || from === undefined || to === undefined) return false;
  const spans = new Set(rows.map(({ span_id }) => span_id));
  const orphaned = rows.some(
    ({ parent_span_id, call_depth }) => call_depth > 0 && parent_span_id !== null && !spans.has(parent_span_id),
  );
  const begin = rows.reduce((least, { start_ts_us }) => Math.min(least, start_ts_us), Number.POSITIVE_INFINITY);
  const end = rows.reduce((most, { ts }) => Math.max(most, ts), 0);
  return !orphaned && begin > from && end + SECOND < to;
}

/** The newest trace about a subject. */
export async function subjectTrace(open: Open, turn: Turn, subject: string): Promise<string | undefined> {
  const { rows } = await calls(open, turn, equal({ subject }), {}, 1);
  return rows[0]?.trace_id;
}

/** From the list of what was ever recorded, which is short. */
export function traceNames(connection: TraceConnection): Awaited<ReturnType<TraceReader['names']>> {
  const texts = (column: string): string[] =>
    connection
      .all<{ text: string }>(`SELECT DISTINCT ${column} AS text FROM processes ORDER BY 1 LIMIT 5000`)
      .map(({ text }) => text);
  return { processes: texts('process'), groups: texts('process_group'), services: texts('service') };
}
