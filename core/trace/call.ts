import type { Site } from './site.ts';
import type { Captured, ProcessInfo, RemoteParent, SpanRecord } from './span-record.ts';

/** What the calls of one tree share. */
export interface Trace {
  /** The span that began it here. */
  readonly root: number;
  readonly remote: RemoteParent | undefined;
  /** Decided once, when it begins. */
  readonly kept: boolean;
}

export interface Usage {
  readonly cpuMilliseconds: number;
  readonly heapMegabytes: number;
}

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const nothing: readonly Captured[] = [];

/** A monitored call that is under way, or was: contexts of what it started hold it, so it lets go of its values when it ends. */
export class Call {
  readonly site: Site | undefined;
  readonly trace: Trace;
  readonly span: number;
  readonly parent: number;
  readonly depth: number;
  caller: ProcessInfo | undefined = undefined;
  /** Monotonic microseconds. */
  start = 0;
  /** 0 while it runs. */
  ended = 0;
  inputs = nothing;
  /** Arguments that are not printed yet. */
  args: readonly unknown[] | undefined = undefined;
  subject: string | undefined = undefined;
  usage: Usage | undefined = undefined;
  /** Who called, while that matters: in a trace that is not kept. */
  above: Call | undefined = undefined;
  /** Errors inside of a call that is not kept, whose nearest recorded ancestor is not known yet. */
  orphans: Mutable<SpanRecord>[] | undefined = undefined;

  constructor(site: Site | undefined, trace: Trace, span: number, parent: number, depth: number) {
    this.site = site;
    this.trace = trace;
    this.span = span;
    this.parent = parent;
    this.depth = depth;
  }

  /** Called once the record is made. */
  close(at: number): void {
    this.ended = at;
    this.inputs = nothing;
    this.args = undefined;
    this.usage = undefined;
    this.caller = undefined;
    this.above = undefined;
    this.orphans = undefined;
  }
}
