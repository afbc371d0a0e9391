import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tracer, TracerPlatform, TracerSettings } from '../../../core/trace/port.ts';
import { type Captured, Printed, type SpanRecord } from '../../../core/trace/span-record.ts';
import { createTracer } from '../../../core/trace/tracer.ts';

export interface Recording {
  readonly tracer: Tracer;
  readonly records: SpanRecord[];
  /** Microseconds that the clock is moved on. */
  pass(by: number): void;
}

/** A tracer whose clock counts its own readings, a microsecond each, and what it recorded. */
export function recording(settings: TracerSettings = {}, platform: Partial<TracerPlatform> = {}): Recording {
  let now = 0;
  const records: SpanRecord[] = [];
  const tracer = createTracer(
    {
      now: () => ++now,
      origin: '0123456789abcdef',
      thread: 0,
      carrier: () => new AsyncLocalStorage(),
      random: () => 0.5,
      ...platform,
    },
    { put: (record) => records.push(record) },
    settings,
  );
  return { tracer, records, pass: (by) => (now += by) };
}

const text = (value: Captured): string => (value instanceof Printed ? value.text : String(value));

/** `name(inputs) → outputs` or `name(inputs) ✗ error`, indented by depth, in the order of the starts. */
export function told(records: readonly SpanRecord[]): string[] {
  return [...records]
    .sort((one, other) => one.start - other.start)
    .map(({ process, depth, inputs, outputs, error }) => {
      const ending =
        error === undefined ? ` → ${(outputs ?? []).map(([name, value]) => `${name}=${text(value)}`).join(' ')}` : ' ✗';
      return `${'  '.repeat(depth)}${process.name}(${inputs.map(text).join(', ')})${ending.trimEnd()}`;
    });
}
