import { Random } from '../../../../core/random.ts';
import type { CallRow } from '../../../../core/trace/query.ts';

/** 2026-11-20 16:31:07 UTC in microseconds. */
export const origin = Date.UTC(2026, 10, 20, 16, 31, 7) * 1_000;

/** A row from what matters to its tree: microseconds since the origin, and microseconds. */
export function call(
  spanId: string,
  parentSpanId: string | null,
  start: number,
  duration: number,
  more: Partial<CallRow> = {},
): CallRow {
  return {
    seq: 1,
    ts: origin + start + Math.ceil(duration),
    process: spanId,
    process_group: 'desk',
    status: 'OK',
    duration_ms: duration / 1_000,
    exception: null,
    thread_id: 1,
    call_depth: 0,
    start_ts_us: origin + start,
    cpu_delta: null,
    memory_delta_mb: null,
    service: 'deskbook',
    trace_id: 'f'.repeat(32),
    span_id: spanId,
    parent_span_id: parentSpanId,
    subject: null,
    fingerprint: null,
    ...more,
  };
}

const sorts = [
  ['server/http.handle', 'http'],
  ['server/desk/desk.Desk.submit', 'desk.orders'],
  ['server/journal/journal.Journal.append', 'journal'],
  ['server/venues/paper.Paper.place', 'venue'],
  ['core/risk/check', 'risk'],
  ['server/analytics/query.run', 'analytics'],
  ['cells/ladder.frames', 'cells'],
] as const;

const tooShort = (span: { from: number; to: number } | undefined): boolean =>
  span === undefined || span.to - span.from < 4;

/** A deterministic trace of so many calls as a busy console makes it: nested, some beside each other, some failed. */
export function traceOf(count: number, seed = 7): readonly CallRow[] {
  const chance = new Random(seed);
  const random = () => chance.uniform();
  const rows: CallRow[] = [];
  const idOf = (index: number) => (0x5d3a0000_0000 + index).toString(16).padStart(16, '0');
  const open: { index: number; from: number; to: number }[] = [];
  open.push({ index: 0, from: 0, to: Number.POSITIVE_INFINITY });
  for (let index = 1; index < count; index++) {
    while (open.length > 1 && (open.length > 16 || tooShort(open.at(-1)) || random() < 0.35)) open.pop();
    const above = open.at(-1) ?? { index: 0, from: 0, to: 0 };
    const room = Math.max(0, above.to - above.from);
    const duration = open.length === 1 ? 200 + Math.round(1_200 * random()) : Math.round(room * (0.3 + 0.5 * random()));
    const [process, group] = sorts[Math.floor(random() * sorts.length)] ?? sorts[0];
    const failed = random() < 0.004;
    rows.push(
      call(idOf(index), idOf(above.index), above.from, duration, {
        seq: index + 1,
        process,
        process_group: group,
        service: group === 'risk' ? 'risk-py' : 'deskbook',
        ...(failed
          ? {
              status: 'ERR' as const,
              exception: 'VenueError: the venue did not answer within 2 s\n    at place (paper.ts:41)',
            }
          : {}),
        ...(process.endsWith('submit') && index % 5 === 0 ? { subject: `order T-${index}` } : {}),
      }),
    );
    open.push({ index, from: above.from + Math.round(duration * 0.1), to: above.from + duration });
    above.from += Math.round(duration * (random() < 0.1 ? 0.4 : 1.02)) + 1;
  }
  const end = rows.reduce(
    (latest, { start_ts_us, duration_ms }) => Math.max(latest, start_ts_us - origin + duration_ms * 1_000),
    0,
  );
  return [
    call(idOf(0), null, 0, Math.ceil(end) + 40, { process: 'server/http.handle', process_group: 'http' }),
    ...rows,
  ];
}
