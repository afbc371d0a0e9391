import type { ValueSerializer } from '../port.ts';
import type { DataRow, ProcessRow, TraceRows } from '../row.ts';
import { literal } from '../serialize/literal.ts';
import { groupOf, qualifiedName, type Source } from './source.ts';
import type { ReceivedSpan, SpanEvent } from './span.ts';

/** How a console keeps what it is sent. */
export interface Keeping {
  readonly serializer: ValueSerializer;
  /** The group of a process by the rules of the console. */
  readonly group: (process: string) => string;
  /** Tells equal errors by their text. */
  readonly fingerprint: (error: string) => string;
}

const longestException = 16_000;
const longestKey = 200;
/** What a span of another console says of a call here; these names are not shown with their prefix. */
export const inputPrefix = 'deskbook.input.';
export const outputPrefix = 'deskbook.output.';
export const subjectKey = 'deskbook.subject';
const answers = /(^|\.)(response|result)\.|^(http|rpc\.grpc)\.status_code$/;

/** The rows of a span. `isEntry` says that its parent is not of the same program, so that facts about the program stand with it. */
export function spanRows(
  span: ReceivedSpan,
  place: { readonly source: Source; readonly part: string; readonly depth: number; readonly isEntry: boolean },
  keeping: Keeping,
): TraceRows {
  const { source, part, depth, isEntry } = place;
  const { attributes, end, start } = span;
  const { serializer } = keeping;
  const name = qualifiedName(part, serializer.text(span.name));
  const process = `${source.service}/${name}`;
  const exception = span.failed ? serializer.text(failureOf(span)).slice(0, longestException) : null;
  const thread = attributes.get('thread.id');
  const subject = attributes.get(subjectKey);
  const call: ProcessRow = {
    ts: Math.max(start, end),
    process,
    process_group: groupOf(source.service, keeping.group(name)),
    status: span.failed ? 'ERR' : 'OK',
    duration_ms: span.durationMilliseconds,
    exception,
    thread_id: typeof thread === 'number' ? thread : 0,
    call_depth: depth,
    start_ts_us: start,
    cpu_delta: null,
    memory_delta_mb: null,
    service: source.service,
    trace_id: span.traceId,
    span_id: span.spanId,
    parent_span_id: span.parentSpanId,
    subject: typeof subject === 'string' ? serializer.text(subject).slice(0, longestKey) : null,
    fingerprint: exception === null ? null : keeping.fingerprint(exception),
  };
  const value = (data_type: DataRow['data_type'], name: string, given: unknown): DataRow => ({
    ts: call.ts,
    process,
    data: name.slice(0, longestKey),
    data_type,
    data_value: literal(serializer.named(name, given)),
    status: call.status,
    exception,
    thread_id: call.thread_id,
    start_ts_us: start,
    trace_id: span.traceId,
    span_id: span.spanId,
  });
  const data: DataRow[] = [];
  if (span.kind !== 'internal' && span.kind !== 'unspecified') data.push(value('INPUT', 'span.kind', span.kind));
  for (const [name, given] of attributes) {
    if (name === subjectKey) continue;
    if (name.startsWith(inputPrefix)) data.push(value('INPUT', name.slice(inputPrefix.length), given));
    else if (name.startsWith(outputPrefix)) data.push(value('OUTPUT', name.slice(outputPrefix.length), given));
    else data.push(value(answers.test(name) ? 'OUTPUT' : 'INPUT', name, given));
  }
  if (isEntry) for (const [name, fact] of source.facts) data.push(value('INPUT', name, fact));
  for (const event of span.events) {
    if (span.failed && isException(event)) continue;
    data.push(value('OUTPUT', `event.${event.name}`, Object.fromEntries(event.attributes)));
  }
  return { process: call, data };
}

const isException = ({ name }: SpanEvent): boolean => name === 'exception';

/** The last exception of a span as it would stand in its own program's log, else what its status says. */
function failureOf(span: ReceivedSpan): string {
  const { attributes } = span.events.findLast(isException) ?? { attributes: new Map<string, unknown>() };
  const [type, message, stack] = ['type', 'message', 'stacktrace'].map((part) => attributes.get(`exception.${part}`));
  if (typeof stack === 'string' && stack !== '') return stack;
  const named = [type, message].filter((text) => typeof text === 'string' && text !== '').join(': ');
  return named || span.message || 'The span has the status ERROR and says no more.';
}
