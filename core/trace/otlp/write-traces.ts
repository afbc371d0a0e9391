import type { DataRow, TraceRows } from '../row.ts';
import { inputPrefix, outputPrefix, subjectKey } from './span-rows.ts';

/** What of `AnyValue` is written. */
export type WrittenValue =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly boolValue: boolean };

export interface WrittenAttribute {
  readonly key: string;
  readonly value: WrittenValue;
}

/** The program that spans are sent of: `service.name` and whatever else is known of it. */
export type Resource = Readonly<Record<string, string>>;

const internal = 1;
const server = 2;
const failed = 2;

/** An `ExportTraceServiceRequest` of calls, as Protobuf's JSON: ids as hexadecimal digits, 64-bit integers as text. */
export const tracesRequest = (calls: readonly TraceRows[], resource: Resource, version: string) => ({
  resourceSpans: [
    {
      resource: { attributes: Object.entries(resource).map(([key, value]) => text(key, value)) },
      scopeSpans: [{ scope: { name: 'deskbook', version }, spans: calls.map(writtenSpan) }],
    },
  ],
});

function writtenSpan({ process: call, data }: TraceRows) {
  const start = BigInt(call.start_ts_us) * 1_000n;
  const end = start + BigInt(Math.round(call.duration_ms * 1_000_000));
  const values = data.map(writtenAttribute);
  return {
    traceId: call.trace_id,
    spanId: call.span_id,
    ...(call.parent_span_id === null ? {} : { parentSpanId: call.parent_span_id }),
    name: call.process,
    kind: call.process_group === 'http' ? server : internal,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(end),
    attributes: [
      text('deskbook.group', call.process_group),
      ...(call.subject === null ? [] : [text(subjectKey, call.subject)]),
      { key: 'thread.id', value: { intValue: String(call.thread_id) } },
      ...values,
    ],
    ...(call.exception === null
      ? { status: {} }
      : {
          events: [exceptionEvent(call.exception, end)],
          status: { code: failed, message: firstLine(call.exception) },
        }),
  };
}

const text = (key: string, stringValue: string): WrittenAttribute => ({ key, value: { stringValue } });

const writtenAttribute = ({ data_type, data, data_value }: DataRow): WrittenAttribute => ({
  key: (data_type === 'INPUT' ? inputPrefix : outputPrefix) + data,
  value: writtenValue(data_value),
});

/** A value from its text: what is no number, truth or quoted text stays the text that it is. */
function writtenValue(literal: string): WrittenValue {
  if (/^-?\d{1,15}$/.test(literal) && literal !== '-0') return { intValue: literal };
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(literal) && Number.isFinite(Number(literal)))
    return { doubleValue: Number(literal) };
  if (literal === 'true' || literal === 'false') return { boolValue: literal === 'true' };
  if (!literal.startsWith('"')) return { stringValue: literal };
  try {
    return { stringValue: String(JSON.parse(literal)) };
  } catch {
    return { stringValue: literal };
  }
}

const firstLine = (exception: string): string => exception.split('\n', 1)[0] ?? '';

function exceptionEvent(exception: string, moment: bigint) {
  const [, type, message] = /^(?:Uncaught )?([\w.$]+)(?:: (.*))?$/.exec(firstLine(exception)) ?? [];
  return {
    name: 'exception',
    timeUnixNano: String(moment),
    attributes: [
      text('exception.type', type ?? 'Error'),
      text('exception.message', message ?? (type === undefined ? firstLine(exception) : '')),
      text('exception.stacktrace', exception),
    ],
  };
}
