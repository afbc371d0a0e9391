import type { Captured, ProcessInfo, SpanContext, SpanRecord } from './span-record.ts';

export interface Usage {
  readonly cpuMilliseconds: number;
  readonly heapMegabytes: number;
}

/** What only some calls have while they run. */
export class Aside {
  /** Arguments that are not printed yet. */
  args: readonly unknown[] | undefined = undefined;
  usage: Usage | undefined = undefined;
  /** Who called, while that matters: in a trace that is not kept. */
  above: Call | undefined = undefined;
  /** Errors inside of a call that is not kept, whose nearest recorded ancestor is not known yet. */
  orphans: readonly Call[] | undefined = undefined;
}

/** A monitored call that is under way and, once it ended, its record: one object, since it is made for every call. What it started holds it too. */
export class Call implements SpanRecord {
  readonly process: ProcessInfo;
  readonly span: number;
  parent: number;
  caller: ProcessInfo | undefined;
  readonly root: number;
  readonly remote: SpanContext | undefined;
  readonly depth: number;
  readonly start: number;
  /** Less than nothing while it runs. */
  duration = -1;
  error: string | undefined = undefined;
  inputs: readonly Captured[];
  outputs: SpanRecord['outputs'] = undefined;
  subject: string | undefined;
  cpu: number | undefined = undefined;
  memory: number | undefined = undefined;
  /** Decided once for a whole trace, when it begins. */
  readonly kept: boolean;
  aside: Aside | undefined;

  constructor(
    process: ProcessInfo,
    span: number,
    parent: number,
    caller: ProcessInfo | undefined,
    root: number,
    remote: SpanContext | undefined,
    depth: number,
    inputs: readonly Captured[],
    subject: string | undefined,
    kept: boolean,
    aside: Aside | undefined,
    start: number,
  ) {
    this.process = process;
    this.span = span;
    this.parent = parent;
    this.caller = caller;
    this.root = root;
    this.remote = remote;
    this.depth = depth;
    this.start = start;
    this.inputs = inputs;
    this.subject = subject;
    this.kept = kept;
    this.aside = aside;
  }
}

const elsewhere: ProcessInfo = { name: '', group: '', parameters: [] };

/** Stands above the first calls of a trace that began in another program. */
export const remoteCall = (remote: SpanContext): Call =>
  new Call(elsewhere, 0, 0, undefined, 0, remote, 0, [], undefined, true, undefined, 0);
