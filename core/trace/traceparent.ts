import type { SpanContext } from './span-record.ts';

export interface TraceParent extends SpanContext {
  /** Whether the caller may have recorded its part. */
  readonly sampled: boolean;
}

const written = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * Reads the header `traceparent` as W3C trace context (level 1) has it: version `ff`, ids of zeros, capital letters and, in version `00`, anything
 * after the flags are invalid; a later version is read as far as it is known. Undefined where the header is absent or invalid.
 */
export function parseTraceparent(header: string | undefined): TraceParent | undefined {
  const [, version, traceId, spanId, flags, more] = written.exec(header?.replace(/^[ \t]+|[ \t]+$/g, '') ?? '') ?? [];
  if (version === undefined || traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  if (version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** The header for what a call that is recorded asks of another program. */
export const printTraceparent = ({ traceId, spanId }: SpanContext): string => `00-${traceId}-${spanId}-01`;
