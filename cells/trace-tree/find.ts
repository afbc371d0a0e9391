import { type Instant, instant, MINUTE } from '../../core/model/time.ts';
import type { TraceFilter, TraceReader } from '../../core/trace/query.ts';
import type { TraceTreeProps } from './schema.ts';

/** Calls looked at in one go, and how often, before the slowest one is taken as found. */
const pageRows = 200;
const mostPages = 50;

/** A trace, and an instant at which it was under way where that is known. */
export interface Found {
  readonly trace: string;
  readonly near?: Instant;
}

/** As a pattern of the reader, which looks for a part of the name: a star alone is no condition. */
const byProcess = (pattern: string): Pick<TraceFilter, 'process'> =>
  /^\*+$/.test(pattern) ? {} : { process: pattern };

/** Each page asks for calls that are slower than the slowest before, so that there are few however many calls there were. */
async function slowest(reader: TraceReader, filter: TraceFilter): Promise<Found | undefined> {
  let found: Found | undefined;
  let longest = 0;
  let before: number | undefined;
  for (let page = 0; page < mostPages; page++) {
    const asked = { ...filter, ...(longest > 0 ? { minimumMilliseconds: longest } : {}) };
    const answer = await reader.calls(asked, pageRows, before);
    for (const { duration_ms, trace_id, start_ts_us } of answer.rows) {
      if (duration_ms <= longest) continue;
      longest = duration_ms;
      found = { trace: trace_id, near: instant(start_ts_us) };
    }
    before = answer.before;
    if (before === undefined) break;
  }
  return found;
}

/** The trace that the properties mean; undefined where there is none. Minutes count back from the newest call. */
export async function findTrace(props: TraceTreeProps, reader: TraceReader): Promise<Found | undefined> {
  if (props.trace !== undefined) return { trace: props.trace };
  if (props.subject !== undefined) {
    const trace = await reader.traceOf(props.subject);
    return trace === undefined ? undefined : { trace };
  }
  const newest = await newestCall(reader, props.newest === undefined ? {} : byProcess(props.newest));
  if (!newest) return undefined;
  if (props.newest !== undefined) return { trace: newest.trace_id, near: instant(newest.start_ts_us) };
  const from = instant(newest.ts - props.minutes * MINUTE);
  return slowest(reader, { ...byProcess(props.slowest ?? '*'), from });
}

/** A search may rest before it has come to the first one. */
async function newestCall(reader: TraceReader, filter: TraceFilter) {
  let before: number | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await reader.calls(filter, 1, before);
    if (answer.rows[0]) return answer.rows[0];
    before = answer.before;
    if (before === undefined) break;
  }
  return undefined;
}

const archived = (trace: string): string =>
  `select * from process_trace where trace_id = '${trace}' order by start_ts_us`;

/** Why there is nothing to show, and what to do. */
export function missingText(props: TraceTreeProps, trace: string | undefined): string {
  if (trace !== undefined)
    return `Trace ${trace} is not kept any more, or not yet. The archive may have it; in a sql cell: ${archived(trace)}`;
  if (props.subject !== undefined)
    return `Nothing is recorded about ${props.subject}. Subjects stand in the column subject of process_trace: order T-17, cell morning/zn.`;
  const pattern = props.newest ?? props.slowest;
  if (pattern === '*')
    return 'No call is recorded yet. What the console does next appears here, unless tracing is off (DESKBOOK_TRACE=off, or "enabled" in config/trace.json).';
  return `No call of ${pattern} is recorded${props.slowest === undefined ? '' : ` in the last ${props.minutes} minutes`}. Names of processes stand in a trace cell.`;
}
