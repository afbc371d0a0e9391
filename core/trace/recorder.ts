import { Aside, Call, type Usage } from './call.ts';
import { inputsOf, outputsOf, printedLater, subjectOf, subjectText } from './capture.ts';
import { describeFailure } from './failure.ts';
import { adopt, hand } from './orphans.ts';
import type { ContextCarrier, SpanSink, TracerPlatform, TracerSettings, ValueSerializer } from './port.ts';
import { compileRates } from './sample.ts';
import { createSerializer } from './serialize/serializer.ts';
import type { Site, SiteSettings } from './site.ts';
import type { Captured, SpanRecord } from './span-record.ts';

const SECOND = 1_000_000;
/** What a call left behind (a timer, a subscription) belongs to it for so long after it ended; later it begins traces of its own. */
const LEFT_BEHIND = 10 * SECOND;
/** Calls that are each started by one that ended before, as by a timer that sets the next, begin a new trace after so many. */
const CHAIN = 100;

const nothing: readonly Captured[] = [];

/** The first folders of a name's path: `server.desk` of `server/desk/desk.Desk.submit`. */
function moduleGroup(name: string): string {
  const folders = name.split('/').slice(0, -1).slice(0, 2);
  return folders.join('.') || 'other';
}

/** Functions that ask for nothing of their own have one serializer. */
function sharing(make: SiteSettings['serializer']): SiteSettings['serializer'] {
  let shared: ValueSerializer | undefined;
  return (options) => {
    if (options.sensitive !== undefined || options.limit !== undefined) return make(options);
    shared ??= make({});
    return shared;
  };
}

/** Makes records of calls. Nothing of it throws, whatever values and the sink do. */
export class Recorder {
  enabled = true;
  sink: SpanSink;
  readonly carrier: ContextCarrier<Call>;
  readonly #platform: TracerPlatform;
  #spans = 0;
  #version = 0;
  #settings: SiteSettings;

  constructor(platform: TracerPlatform, sink: SpanSink) {
    this.#platform = platform;
    this.sink = sink;
    this.carrier = platform.carrier<Call>();
    this.#settings = {
      serializer: sharing(createSerializer),
      group: moduleGroup,
      rate: () => undefined,
      writtenName: platform.writtenName,
    };
  }

  configure({ serializer, group, sample }: TracerSettings): void {
    this.#settings = {
      ...this.#settings,
      serializer: serializer === undefined ? this.#settings.serializer : sharing(serializer),
      group: group ?? this.#settings.group,
      rate: sample === undefined ? this.#settings.rate : compileRates(sample),
    };
    this.#version++;
  }

  /** The call that begins now under the one that is under way, with what goes in as it is now. */
  begin(site: Site, above: Call | undefined, args: readonly unknown[], about: string | undefined): Call {
    if (site.version !== this.#version) site.refresh(this.#version, this.#settings);
    const first = above === undefined || above.span === 0 || (above.duration >= 0 && this.#isPast(above));
    const kept = first ? site.rate >= 1 || this.#platform.random() < site.rate : above.kept;
    if (!kept) return this.#beginUnkept(site, first ? undefined : above, args, about);
    const inputs = site.inputs === 'snapshot' && args.length > 0 ? inputsOf(site, args) : nothing;
    const told = about === undefined ? undefined : subjectText(site, about);
    const subject = site.about === undefined ? told : subjectOf(site, args);
    const aside = site.isSimple ? undefined : this.#aside(site, args);
    const span = ++this.#spans;
    if (first) {
      const remote = above?.span === 0 ? above.remote : undefined;
      const now = this.#platform.now();
      return new Call(site.process, span, 0, undefined, span, remote, 0, inputs, subject, true, aside, now);
    }
    const { process, root, remote, depth } = above;
    const now = this.#platform.now();
    return new Call(
      site.process,
      span,
      above.span,
      process,
      root,
      remote,
      depth + 1,
      inputs,
      subject,
      true,
      aside,
      now,
    );
  }

  #isPast(above: Call): boolean {
    return above.depth >= CHAIN || this.#platform.now() - above.start - above.duration * 1_000 > LEFT_BEHIND;
  }

  #aside(site: Site, args: readonly unknown[]): Aside {
    const aside = new Aside();
    if (site.inputs === 'reference') aside.args = args;
    if (site.usage) aside.usage = this.#usage();
    return aside;
  }

  /** Little is done for it, since it is only wanted if it fails. */
  #beginUnkept(site: Site, above: Call | undefined, args: readonly unknown[], about: string | undefined): Call {
    const aside = new Aside();
    aside.args = args;
    aside.above = above;
    const span = ++this.#spans;
    const root = above?.root ?? span;
    const depth = above === undefined ? 0 : above.depth + 1;
    const now = this.#platform.now();
    return new Call(site.process, span, 0, undefined, root, above?.remote, depth, nothing, about, false, aside, now);
  }

  #usage(): Usage | undefined {
    try {
      return this.#platform.usage?.();
    } catch {
      return undefined;
    }
  }

  returned(call: Call, site: Site, result: unknown): void {
    this.ended(call, site, call.kept ? outputsOf(site, result) : undefined);
  }

  /** A call that came back, with outputs that were made already. */
  ended(call: Call, site: Site, outputs: SpanRecord['outputs']): void {
    if (!call.kept) {
      this.#forget(call);
      return;
    }
    call.duration = (this.#platform.now() - call.start) / 1_000;
    call.outputs = outputs;
    this.#put(call, site);
  }

  failed(call: Call, site: Site, error: unknown): void {
    call.duration = (this.#platform.now() - call.start) / 1_000;
    call.error = describeFailure(error, site.serializer);
    if (call.kept) this.#put(call, site);
    else this.#putOrphan(call, site);
  }

  #put(call: Call, site: Site): void {
    const { aside } = call;
    let record: SpanRecord = call;
    if (aside !== undefined) {
      call.aside = undefined;
      this.#measure(call, aside.usage);
      if (aside.args !== undefined) record = printedLater(call, site, aside.args);
    }
    try {
      this.sink.put(record);
    } catch {
      // A sink counts what it cannot take; the call goes on.
    }
  }

  #measure(call: Call, before: Usage | undefined): void {
    const after = before && this.#usage();
    if (before === undefined || after === undefined) return;
    call.cpu = after.cpuMilliseconds - before.cpuMilliseconds;
    call.memory = after.heapMegabytes - before.heapMegabytes;
  }

  /** A call that is not kept failed: it is recorded, and is the parent of the errors in it that have none. */
  #putOrphan(call: Call, site: Site): void {
    const { args = [], above, orphans = [] } = call.aside ?? {};
    if (site.inputs !== 'none' && args.length > 0) call.inputs = inputsOf(site, args);
    if (site.about !== undefined) call.subject = subjectOf(site, args);
    call.aside = undefined;
    adopt(call, orphans);
    this.#put(call, site);
    hand(above, [call]);
  }

  #forget(call: Call): void {
    const { above, orphans } = call.aside ?? {};
    call.duration = 0;
    call.aside = undefined;
    if (orphans !== undefined) hand(above, orphans);
  }
}
