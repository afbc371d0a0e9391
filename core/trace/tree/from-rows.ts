import { instant } from '../../model/time.ts';
import { headline } from '../headline.ts';
import type { CallRow } from '../query.ts';
import { type Forest, growForest } from './forest.ts';
import type { CallSort, Flaws, TraceTree } from './trace-tree.ts';

/** Of an error that is told in the tree; the whole is in the call's own detail. */
const reasonLength = 200;

/** Nanoseconds are as fine as a duration is told. */
const microsecondsOf = (milliseconds: number): number =>
  milliseconds > 0 && Number.isFinite(milliseconds) ? Math.round(milliseconds * 1e6) / 1e3 : 0;

/** Rows of the same call that came twice, through a spill or sent again, say the same of it. */
function withoutRepeated(rows: readonly CallRow[]): readonly CallRow[] {
  const firsts = new Map<string, CallRow>();
  const more = new Map<string, CallRow[]>();
  const sameCall = (a: CallRow, b: CallRow) =>
    a.start_ts_us === b.start_ts_us &&
    a.duration_ms === b.duration_ms &&
    a.process === b.process &&
    a.service === b.service &&
    a.parent_span_id === b.parent_span_id;
  return rows.filter((row) => {
    const known = firsts.get(row.span_id);
    if (!known) {
      firsts.set(row.span_id, row);
      return true;
    }
    const others = more.get(row.span_id) ?? [];
    if (sameCall(known, row) || others.some((other) => sameCall(other, row))) return false;
    more.set(row.span_id, [...others, row]);
    return true;
  });
}

function sortsOf(rows: readonly CallRow[]): { sorts: CallSort[]; sort: Int32Array } {
  const sorts: CallSort[] = [];
  const known = new Map<string, number>();
  /** The last sort of each process; few have more than one. */
  const latest = new Map<string, number>();
  const sort = new Int32Array(rows.length);
  rows.forEach(({ process, process_group: group, service }, call) => {
    const last = latest.get(process);
    const before = last === undefined ? undefined : sorts[last];
    if (last !== undefined && before?.group === group && before.service === service) {
      sort[call] = last;
      return;
    }
    const key = `${process}\n${group}\n${service}`;
    const found = known.get(key) ?? sorts.length;
    if (found === sorts.length) {
      known.set(key, found);
      sorts.push({ process, group, service });
    }
    latest.set(process, found);
    sort[call] = found;
  });
  return { sorts, sort };
}

/** A callee begins after its caller; where another program says otherwise, its clock is ahead or behind. */
function earlyServices(forest: Forest, rows: readonly CallRow[], start: Float64Array): Flaws['early'] {
  const leads = new Map<string, number>();
  for (let call = 0; call < forest.size; call++) {
    const above = forest.parent[call] as number;
    if (above < 0) continue;
    const lead = (start[above] as number) - (start[call] as number);
    const service = rows[call]?.service ?? '';
    if (lead <= 0 || service === rows[above]?.service) continue;
    leads.set(service, Math.max(lead, leads.get(service) ?? 0));
  }
  return [...leads].map(([service, microseconds]) => ({ service, microseconds }));
}

const grow = (rows: readonly CallRow[]) =>
  growForest(
    rows.map(({ span_id, parent_span_id, start_ts_us }) => ({
      spanId: span_id,
      parentSpanId: parent_span_id,
      start: start_ts_us,
    })),
  );

/** The tree of a trace from its rows, in any order, of any number of programs, however much of it is missing. Linear, or n log n where rows are not in the order of their starts. */
export function treeOfRows(given: readonly CallRow[]): TraceTree {
  const whole = grow(given);
  const kept = whole.shared === 0 ? given : withoutRepeated(given);
  const { forest, order, orphans, cycles } = kept.length === given.length ? whole : grow(kept);
  const rows: CallRow[] = [];
  let origin = kept[0]?.start_ts_us ?? 0;
  for (const place of order) {
    const row = kept[place] as CallRow;
    rows.push(row);
    origin = Math.min(origin, row.start_ts_us);
  }
  const start = new Float64Array(rows.length);
  const duration = new Float64Array(rows.length);
  const failed = new Uint8Array(rows.length);
  const reasons = new Map<number, string>();
  const subjects = new Map<number, string>();
  let total = 0;
  rows.forEach((row, call) => {
    const from = row.start_ts_us - origin;
    const length = microsecondsOf(row.duration_ms);
    start[call] = from;
    duration[call] = length;
    total = Math.max(total, from + length);
    if (row.subject !== null) subjects.set(call, row.subject);
    if (row.status !== 'ERR') return;
    failed[call] = 1;
    const reason = headline(row.exception ?? '');
    if (reason !== '') reasons.set(call, reason.slice(0, reasonLength));
  });
  return {
    ...forest,
    start,
    duration,
    total,
    origin: instant(origin),
    ...sortsOf(rows),
    failed,
    reasons,
    subjects,
    spanIds: rows.map(({ span_id }) => span_id),
    flaws: {
      orphans,
      cycles,
      repeated: given.length - kept.length,
      early: earlyServices(forest, rows, start),
    },
  };
}
