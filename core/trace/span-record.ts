/** A value as it was when a call began or ended: a primitive as it is (a text cut to its bound), anything else as the serializer printed it. */
export type Captured = string | number | boolean | bigint | null | undefined | Printed;

/** Text that stands for a value already and is not quoted again: `[list] len=100 1st3=[0, 1, 2]`, `***`. */
export class Printed {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A monitored function; made once, shared by all its records. */
export interface ProcessInfo {
  /** Module and qualified name: `server/desk/desk.Desk.submit`. */
  readonly name: string;
  readonly group: string;
  /** Parameter names, `arg_0` and so on where there are none; a rest parameter names the first of its values. */
  readonly parameters: readonly string[];
  /** Where it stands, `server/desk/desk.ts:120`, if somebody said so; else it is looked up by its text when a person asks. */
  readonly place?: string | undefined;
  /** The text of the function, cut to a bound, with the secrets in it masked. */
  readonly source?: string | undefined;
}

/** A call by the ids that W3C trace context writes. */
export interface SpanContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
}

/** One finished call as it lies in the queue. Ids are small numbers of this tracer; `render` tells them in full. */
export interface SpanRecord {
  readonly process: ProcessInfo;
  /** From 1. */
  readonly span: number;
  /** 0 for the first of a trace here. */
  readonly parent: number;
  /** The process of the parent, so that who calls whom is known when a call ends and not only when its caller does; undefined where `parent` is 0. */
  readonly caller?: ProcessInfo | undefined;
  /** The first span of the trace here; equals `span` where `parent` is 0, except for errors of a trace that is not kept, which share it unrecorded. */
  readonly root: number;
  /** The call elsewhere that began the trace; on every span of it. */
  readonly remote: SpanContext | undefined;
  /** 0 for a root. */
  readonly depth: number;
  /** Monotonic, microseconds of the tracer's clock; the queue's reader adds the distance to the epoch. */
  readonly start: number;
  /** Milliseconds, monotonic. */
  readonly duration: number;
  /** Stack with causes; undefined where the call came back. */
  readonly error: string | undefined;
  /** Values of the parameters in their order; empty where they are not captured. */
  readonly inputs: readonly Captured[];
  /** `result`, or names and values of the parts of a result; undefined where nothing came back or it is not captured. */
  readonly outputs: readonly (readonly [name: string, value: Captured])[] | undefined;
  /** What it was about, `order T-17`. */
  readonly subject: string | undefined;
  /** Milliseconds of processor time and megabytes of heap; only where they were asked for. */
  readonly cpu: number | undefined;
  readonly memory: number | undefined;
}
