import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { SpillLine } from './spill-segments.ts';

const text = z.string();
const whole = z.number().int();
const status = z.enum(['OK', 'ERR']);

const callSchema = z.object({
  process: z.object({
    ts: whole,
    process: text,
    process_group: text,
    status,
    duration_ms: z.number(),
    exception: text.nullable(),
    thread_id: whole,
    call_depth: whole,
    start_ts_us: whole,
    cpu_delta: z.number().nullable(),
    memory_delta_mb: z.number().nullable(),
    service: text,
    trace_id: text,
    span_id: text,
    parent_span_id: text.nullable(),
    subject: text.nullable(),
    fingerprint: text.nullable(),
  }),
  data: z.array(
    z.object({
      ts: whole,
      process: text,
      data: text,
      data_type: z.enum(['INPUT', 'OUTPUT']),
      data_value: text,
      status,
      exception: text.nullable(),
      thread_id: whole,
      start_ts_us: whole,
      trace_id: text,
      span_id: text,
    }),
  ),
});

const lineSchema: z.ZodType<SpillLine> = z.union([
  z.object({ call: callSchema }),
  z.object({
    log: z.object({
      ts: whole,
      level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']),
      message: text,
      fields: text,
      service: text,
      trace_id: text.nullable(),
      span_id: text.nullable(),
    }),
  }),
  z.object({ metric: z.object({ ts: whole, name: text, value: z.number() }) }),
  z.object({ batch: z.object({ writer: text, id: whole }).nullable() }),
]);

export interface Segment {
  /** In their order; a line that cannot be read is undefined and counted. */
  readonly lines: readonly (SpillLine | undefined)[];
  readonly unreadable: readonly { readonly reason: string; readonly entry: string }[];
  /** Whether the end is missing: whoever wrote it was stopped there. */
  readonly torn: boolean;
}

/** A segment of the spill as it lies on disk, however it came to be so. */
export function readSegment(file: string): Segment {
  const texts = readFileSync(file, 'utf8').split('\n');
  const torn = texts.pop() !== '';
  const unreadable: { reason: string; entry: string }[] = [];
  const lines = texts.map((entry, index) => {
    const line = lineOf(entry);
    if (line === undefined) unreadable.push({ reason: `line ${index + 1} of ${file} is no record`, entry });
    return line;
  });
  return { lines, unreadable, torn };
}

function lineOf(entry: string): SpillLine | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(entry)).data;
  } catch {
    return undefined;
  }
}
