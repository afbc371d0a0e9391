import { z } from 'zod';
import { logFields } from '../../core/trace/log-fields.ts';
import { logLevels } from '../../core/trace/log-level.ts';
import type { ValueSerializer } from '../../core/trace/port.ts';
import type { LogRow } from '../../core/trace/row.ts';
import type { SpanContext } from '../../core/trace/span-record.ts';
import type { TraceStore } from './port.ts';
import { tracer } from './tracer.ts';

/** Lines that wait for a store to open; beyond it the oldest that is no error goes. */
const mostWaiting = 1_000;
const longestMessage = 4_000;

const lineShape = z.looseObject({
  level: z.number(),
  time: z.number(),
  msg: z.string().default(''),
  part: z.unknown().optional(),
});

/** What the store says of itself is not put into it: each line about a write that failed would be another write. */
export const storePart = 'trace store';

export interface LogSink {
  readonly store: Pick<TraceStore, 'log'>;
  readonly serializer: ValueSerializer;
  readonly service: string;
}

interface Line {
  readonly text: string;
  /** The call that was under way. */
  readonly context: SpanContext | undefined;
}

/** The end of a logger that keeps its lines in the trace store, each with the call in which it was written. It never throws and never waits. */
export class LogStream {
  readonly #current: () => SpanContext | undefined;
  #waiting: Line[] = [];
  #sink: LogSink | undefined;
  #writing = false;

  constructor(current: () => SpanContext | undefined) {
    this.#current = current;
  }

  /** A line of JSON as the logger writes it, while what wrote it is still under way. */
  write(text: string): void {
    if (this.#writing) return;
    const line = { text, context: this.#current() };
    if (this.#sink) this.#put(line, this.#sink);
    else this.#keep(line);
  }

  /** Lines go to a store from here on, those that waited first. Returns the function that ends it: lines wait again. */
  connect(sink: LogSink): () => void {
    this.#sink = sink;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const line of waiting) this.#put(line, sink);
    return () => {
      if (this.#sink === sink) this.#sink = undefined;
    };
  }

  #put(line: Line, { store, serializer, service }: LogSink): void {
    this.#writing = true;
    try {
      const row = rowOf(line, serializer, service);
      if (row) store.log(row);
    } catch {
      // The line stands on standard error all the same.
    } finally {
      this.#writing = false;
    }
  }

  #keep(line: Line): void {
    this.#waiting.push(line);
    if (this.#waiting.length <= mostWaiting) return;
    const harmless = this.#waiting.findIndex(({ text }) => /^\{"level":[1-4]\d,/.test(text));
    this.#waiting.splice(Math.max(0, harmless), 1);
  }
}

function rowOf({ text, context }: Line, serializer: ValueSerializer, service: string): LogRow | undefined {
  const line = lineShape.safeParse(JSON.parse(text));
  if (!line.success || line.data.part === storePart) return undefined;
  const { level, time, msg, ...fields } = line.data;
  return {
    ts: Math.round(time * 1_000),
    level: logLevels[Math.ceil(level / 10) - 1] ?? 'info',
    message: serializer.text(msg).slice(0, longestMessage),
    fields: logFields(fields, serializer),
    service,
    trace_id: context?.traceId ?? null,
    span_id: context?.spanId ?? null,
  };
}

/** The lines of this process: its loggers write here, and a store takes them when one is open. */
export const logStream = new LogStream(() => tracer.current());
