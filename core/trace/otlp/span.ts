import { attributesOf } from './any-value.ts';
import { enumOf, type Fields, idOf, integerOf, isEmptyId, isFields, messagesOf, textOf } from './fields.ts';

const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const kindNames = kinds.map((kind) => `SPAN_KIND_${kind.toUpperCase()}`);
const statusNames = ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'];
const mostEvents = 128;
const latest = BigInt(Number.MAX_SAFE_INTEGER) * 1_000n;

export type SpanKind = (typeof kinds)[number];

export interface SpanEvent {
  readonly name: string;
  /** Microseconds since 1970. */
  readonly ts: number;
  readonly attributes: ReadonlyMap<string, unknown>;
}

/** A span as another program sent it, checked. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly kind: SpanKind;
  /** Microseconds since 1970. */
  readonly start: number;
  readonly end: number;
  readonly durationMilliseconds: number;
  readonly failed: boolean;
  readonly message: string;
  readonly attributes: ReadonlyMap<string, unknown>;
  readonly events: readonly SpanEvent[];
}

/** Why something was not taken, as a sentence. */
export interface Refused {
  readonly refused: string;
}

/** Reads one span of a decoded request, whichever encoding it came in. */
export function readSpan(span: Fields): ReceivedSpan | Refused {
  const name = textOf(span.name) || 'unknown';
  const traceId = idOf(span.traceId, 16);
  const spanId = idOf(span.spanId, 8);
  const parentSpanId = idOf(span.parentSpanId, 8);
  const start = momentOf(span.startTimeUnixNano);
  const end = momentOf(span.endTimeUnixNano);
  const refused = (what: string): Refused => ({ refused: `The span ${JSON.stringify(name.slice(0, 60))} ${what}.` });
  if (traceId === undefined) return refused('has no traceId of 32 hexadecimal digits');
  if (spanId === undefined) return refused('has no spanId of 16 hexadecimal digits');
  if (parentSpanId === undefined && !isEmptyId(span.parentSpanId) && /[^0]/.test(textOf(span.parentSpanId))) {
    return refused('has a parentSpanId that is not 16 hexadecimal digits');
  }
  if (start === undefined) return refused('has no startTimeUnixNano, nanoseconds since 1970');
  if (end === undefined) return refused('has no endTimeUnixNano, nanoseconds since 1970');
  const status = isFields(span.status) ? span.status : {};
  return {
    traceId,
    spanId,
    parentSpanId: parentSpanId ?? null,
    name,
    kind: kinds[enumOf(span.kind, kindNames)] ?? 'unspecified',
    start: Number(start / 1_000n),
    end: Number(end / 1_000n),
    durationMilliseconds: Math.max(0, Number(end - start) / 1_000_000),
    failed: enumOf(status.code, statusNames) === 2,
    message: textOf(status.message),
    attributes: attributesOf(span),
    events: messagesOf(span.events)
      .slice(0, mostEvents)
      .map((event) => ({
        name: textOf(event.name) || 'event',
        ts: Number((momentOf(event.timeUnixNano) ?? start) / 1_000n),
        attributes: attributesOf(event),
      })),
  };
}

/** Nanoseconds since 1970; undefined where there are none, 0 among them, or more than an instant can be. */
export function momentOf(value: unknown): bigint | undefined {
  const moment = integerOf(value);
  return moment !== undefined && moment > 0n && moment <= latest ? moment : undefined;
}
