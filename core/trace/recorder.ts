import { bareSerializer } from './bare-serializer.ts';
import { Call, type Mutable, type Trace } from './call.ts';
import { describeFailure } from './failure.ts';
import type { ContextCarrier, SpanSink, TracerPlatform, TracerSettings, ValueSerializer } from './port.ts';
import { compileRates } from './sample.ts';
import type { Site, SiteSettings } from './site.ts';
import { type Captured, Printed, type SpanRecord } from './span-record.ts';

const SECOND = 1_000_000;
/** What a call left behind (a timer, a subscription) belongs to it for so long after it ended; later it begins traces of its own. */
const LEFT_BEHIND = 10 * SECOND;
/** Calls that are each started by one that ended before, as by a timer that sets the next, begin a new trace after so many. */
const CHAIN = 100;
const ORPHANS = 1_000;

const nothing: readonly Captured[] = [];
type Outputs = SpanRecord['outputs'];

/** The first parts of a name's path: `server.desk` of `server/desk/desk.Desk.submit`. */
function moduleGroup(name: string): string {
  const folders = name.split('/').slice(0, -1).slice(0, 2);
  return folders.join('.') || 'other';
}

/** Makes records of calls. Nothing of it throws, whatever values, settings and the sink do. */
export class Recorder {
  enabled = true;
  sink: SpanSink;
  readonly carrier: ContextCarrier<Call>;
  readonly platform: TracerPlatform;
  #spans = 0;
  #version = 0;
  #settings: SiteSettings = {
    serializer: () => bareSerializer,
    group: moduleGroup,
    rate: () => undefined,
  };

  constructor(platform: TracerPlatform, sink: SpanSink) {
    this.platform = platform;
    this.sink = sink;
    this.carrier = platform.carrier<Call>();
  }

  configure({ serializer, group, sample }: TracerSettings): void {
    this.#settings = {
      serializer: serializer ?? this.#settings.serializer,
      group: group ?? this.#settings.group,
      rate: sample === undefined ? this.#settings.rate : compileRates(sample),
    };
    this.#version++;
  }

  /** The call that begins now, under the one that is under way. */
  open(site: Site, above: Call | undefined): Call {
    if (site.version !== this.#version) site.refresh(this.#version, this.#settings);
    const span = ++this.#spans;
    if (above === undefined || above.span === 0 || (above.ended !== 0 && this.#isPast(above))) {
      const rate = site.rate;
      const kept = rate >= 1 || this.platform.random() < rate;
      const trace: Trace = { root: span, remote: above?.span === 0 ? above.trace.remote : undefined, kept };
      return new Call(site, trace, span, 0, 0);
    }
    const { trace } = above;
    const call = new Call(site, trace, span, trace.kept ? above.span : 0, above.depth + 1);
    if (trace.kept) call.caller = above.site?.process;
    else if (above.ended === 0) call.above = above;
    return call;
  }

  #isPast(above: Call): boolean {
    return above.depth >= CHAIN || this.platform.now() - above.ended > LEFT_BEHIND;
  }

  /** Takes what went in, as it is now. */
  begin(call: Call, site: Site, args: readonly unknown[], subject: string | undefined): void {
    call.subject = subject;
    if (!call.trace.kept) {
      call.args = args;
      return;
    }
    if (site.about !== undefined) call.subject = subjectOf(site, args);
    if (site.usage) call.usage = this.#usage();
    if (site.inputs === 'snapshot') call.inputs = capture(site, args);
    else if (site.inputs === 'reference') call.args = args;
  }

  #usage(): Call['usage'] {
    try {
      return this.platform.usage?.();
    } catch {
      return undefined;
    }
  }

  returned(call: Call, site: Site, result: unknown): void {
    if (!call.trace.kept) this.#forget(call);
    else this.ended(call, site, result === undefined ? undefined : outputsOf(site, result));
  }

  /** The record of a call that came back, with outputs that were made already. */
  ended(call: Call, site: Site, outputs: Outputs): void {
    if (!call.trace.kept) this.#forget(call);
    else this.#put(call, site, undefined, outputs);
  }

  failed(call: Call, site: Site, error: unknown): void {
    const text = describeFailure(error, site.serializer);
    if (call.trace.kept) this.#put(call, site, text, undefined);
    else this.#putOrphan(call, site, text);
  }

  #put(call: Call, site: Site, error: string | undefined, outputs: Outputs): Mutable<SpanRecord> {
    const end = this.platform.now();
    const { usage, trace } = call;
    const after = usage === undefined ? undefined : this.#usage();
    const record: Mutable<SpanRecord> = {
      process: site.process,
      span: call.span,
      parent: call.parent,
      caller: call.caller,
      root: trace.root,
      remote: trace.remote,
      depth: call.depth,
      start: call.start,
      duration: (end - call.start) / 1_000,
      error,
      inputs: call.inputs,
      outputs,
      subject: call.subject,
      cpu: usage && after && after.cpuMilliseconds - usage.cpuMilliseconds,
      memory: usage && after && after.heapMegabytes - usage.heapMegabytes,
    };
    if (call.args !== undefined) printLater(record, site, call.args);
    call.close(end);
    try {
      this.sink.put(record);
    } catch {
      // A sink counts what it cannot take; the call goes on.
    }
    return record;
  }

  /** A call that is not kept failed: it is recorded, under the nearest call above that fails as well. */
  #putOrphan(call: Call, site: Site, error: string): void {
    const { above, orphans, args } = call;
    if (args !== undefined) {
      if (site.inputs !== 'none') call.inputs = capture(site, args);
      if (site.about !== undefined) call.subject = subjectOf(site, args);
      call.args = undefined;
    }
    const record = this.#put(call, site, error, undefined);
    for (const orphan of orphans ?? []) {
      orphan.parent = record.span;
      orphan.caller = record.process;
    }
    hand(above, [record]);
  }

  #forget(call: Call): void {
    const { above, orphans } = call;
    call.close(call.start || 1);
    if (orphans !== undefined) hand(above, orphans);
  }
}

function subjectOf(site: Site, args: readonly unknown[]): string | undefined {
  try {
    const subject = site.about?.(...args);
    return subject === undefined ? undefined : String(subject);
  } catch {
    return undefined;
  }
}

function hand(above: Call | undefined, orphans: Mutable<SpanRecord>[]): void {
  if (above === undefined || above.ended !== 0) return;
  above.orphans = above.orphans === undefined ? orphans : above.orphans.concat(orphans).slice(-ORPHANS);
}

/** What cannot be looked at is told so; serializers do not throw, but the values they look at are anything. */
const unknownValue = new Printed('<unknown>');

function capture(site: Site, args: readonly unknown[]): readonly Captured[] {
  const { length } = args;
  if (length === 0) return nothing;
  const { masked, serializer } = site;
  const inputs: Captured[] = [];
  for (let index = 0; index < length; index++) {
    const name = masked?.[Math.min(index, masked.length - 1)];
    inputs.push(
      name === undefined ? capturedOf(serializer, args[index]) : capturedByName(serializer, name, args[index]),
    );
  }
  return inputs;
}

function capturedOf(serializer: ValueSerializer, value: unknown): Captured {
  switch (typeof value) {
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    default:
      if (value === null) return null;
      try {
        return serializer.snapshot(value);
      } catch {
        return unknownValue;
      }
  }
}

function capturedByName(serializer: ValueSerializer, name: string, value: unknown): Captured {
  try {
    return serializer.named(name, value);
  } catch {
    return unknownValue;
  }
}

function outputsOf(site: Site, result: unknown): Outputs {
  if (site.outputs === 'none') return undefined;
  if (typeof result === 'number' || typeof result === 'boolean') return [['result', result]];
  try {
    return site.serializer.outputs(result);
  } catch {
    return [['result', unknownValue]];
  }
}

/** The values are printed when somebody reads them, once. */
function printLater(record: Mutable<SpanRecord>, site: Site, args: readonly unknown[]): void {
  let inputs: readonly Captured[] | undefined;
  let held: readonly unknown[] | undefined = args;
  Object.defineProperty(record, 'inputs', {
    enumerable: true,
    configurable: true,
    get() {
      inputs ??= capture(site, held ?? []);
      held = undefined;
      return inputs;
    },
  });
}
