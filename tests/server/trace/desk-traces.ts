import { type Instant, instant, SECOND } from '../../../core/model/time.ts';
import { Random } from '../../../core/random.ts';
import type { DataRow, LogRow, ProcessRow, TraceRows } from '../../../core/trace/row.ts';
import { type Drawn, draw, type Step, stories } from './stories.ts';

/** 2026-11-20 16:31:07 UTC, a busy morning in Chicago. */
export const newestTrace: Instant = instant(Date.UTC(2026, 10, 20, 16, 31, 7) * 1_000);

export interface TraceOptions {
  /** Calls in all; the last trace may go a few beyond. */
  readonly calls: number;
  /** About when the last call ended. */
  readonly end?: Instant;
  /** Microseconds from the begin of one trace to the next. */
  readonly every?: number;
  readonly seed?: string;
}

const hexadecimal = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
const origin = 'a1b2c3d4e5f60718';
/** About how many calls a trace has. */
const callsOfTrace = 4.1;

/** What a desk did: traces one after the other, the calls of each in the order in which they ended. The same options give the same rows. */
export function* tracesOf({ calls, end = newestTrace, every = SECOND / 20, seed = 'desk' }: TraceOptions) {
  const random = new Random(seed);
  const told = new Teller(random);
  let at: number = end - Math.round((calls / callsOfTrace) * every);
  for (let number = 1, count = 0; count < calls; number += 1) {
    const rows = told.tell(pick(random), draw(number, random), at);
    count += rows.length;
    at = Math.max(at + every, rows.at(-1)?.process.ts ?? at);
    yield rows;
  }
}

/** The same, call by call. */
export function* rowsOf(options: TraceOptions): Generator<TraceRows> {
  for (const rows of tracesOf(options)) yield* rows;
}

/** What is logged beside some of them: a line for each order and each error. */
export function logsOf({ process, data }: TraceRows): readonly LogRow[] {
  const failed = process.exception !== null;
  if (!failed && process.process_group !== 'trading.orders') return [];
  const { ts, service, trace_id, span_id } = process;
  const [first = ''] = (process.exception ?? 'an order was taken').split('\n');
  const fields = JSON.stringify({ subject: process.subject, values: data.length });
  return [{ ts, level: failed ? 'error' : 'info', message: first, fields, service, trace_id, span_id }];
}

function pick(random: Random): Step {
  let left = random.integer(1, 100);
  for (const [weight, story] of stories) {
    left -= weight;
    if (left <= 0) return story;
  }
  throw new RangeError('the weights of the stories are a hundred in all');
}

interface Told {
  readonly rows: TraceRows[];
  readonly traceId: string;
  readonly drawn: Drawn;
  now: number;
}

class Teller {
  readonly #random: Random;
  #span = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  tell(story: Step, drawn: Drawn, at: number): TraceRows[] {
    const told: Told = { rows: [], traceId: origin + hexadecimal(this.#span + 1, 16), drawn, now: at };
    this.#call(story, told, null, 0);
    return told.rows;
  }

  /** Gives what it failed with. */
  #call(step: Step, told: Told, parent: string | null, depth: number): string | null {
    this.#span += 1;
    const span = hexadecimal(this.#span, 16);
    const start = Math.floor(told.now);
    told.now += this.#random.exponential(step.own * 600);
    let exception: string | null = null;
    for (const inner of step.steps ?? []) {
      exception ??= this.#call(inner, told, span, depth + 1);
      if (exception !== null) break;
    }
    told.now += this.#random.exponential(step.own * 400) + 1;
    if (step.fails && this.#random.chance(step.fails.probability)) exception ??= step.fails.error(told.drawn);
    const ts = Math.floor(told.now);
    told.rows.push(rowsOfCall(step, told, { start, ts, span, parent, depth, exception }));
    return exception;
  }
}

interface Ended {
  readonly start: number;
  readonly ts: number;
  readonly span: string;
  readonly parent: string | null;
  readonly depth: number;
  readonly exception: string | null;
}

function rowsOfCall(step: Step, { traceId, drawn }: Told, ended: Ended): TraceRows {
  const { start, ts, span, parent, depth, exception } = ended;
  const status = exception === null ? 'OK' : 'ERR';
  const common = { ts, process: step.process, status, exception, thread_id: 0, start_ts_us: start } as const;
  const process: ProcessRow = {
    ...common,
    process_group: step.group,
    duration_ms: (ts - start) / 1_000,
    call_depth: depth,
    cpu_delta: null,
    memory_delta_mb: null,
    service: step.service ?? 'deskbook',
    trace_id: traceId,
    span_id: span,
    parent_span_id: parent,
    subject: step.subject?.(drawn) ?? null,
    fingerprint: exception === null ? null : fingerprintOf(exception, step.process),
  };
  const value = (data_type: DataRow['data_type'], [data, data_value]: readonly [string, string]): DataRow => ({
    ...common,
    data,
    data_type,
    data_value,
    trace_id: traceId,
    span_id: span,
  });
  const inputs = (step.inputs?.(drawn) ?? []).map((one) => value('INPUT', one));
  const outputs = exception === null ? (step.outputs?.(drawn) ?? []).map((one) => value('OUTPUT', one)) : [];
  return { process, data: [...inputs, ...outputs] };
}

/** Equal for errors of one kind from one process. */
const fingerprintOf = (exception: string, process: string): string =>
  `${exception.slice(0, exception.indexOf(':'))}@${process}`;
