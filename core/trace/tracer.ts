import { remoteCall } from './call.ts';
import { Ids } from './ids.ts';
import type { MonitorOptions, SpanSink, Tracer, TracerPlatform, TracerSettings } from './port.ts';
import { Recorder } from './recorder.ts';
import { settle } from './settle.ts';
import { Site } from './site.ts';
import { type Sort, sortOf, standIn } from './stand-in.ts';
import { watchSteps } from './steps.ts';

/** Names that `span` makes up as it goes are remembered up to so many. */
const NAMES = 2_000;

/** Gives the tracer of a process or a thread; what it records goes to the sink, from the first call on. */
export function createTracer(platform: TracerPlatform, sink: SpanSink, settings: TracerSettings = {}): Tracer {
  const recorder = new Recorder(platform, sink);
  recorder.configure(settings);
  const { carrier } = recorder;
  const ids = new Ids(platform.origin);
  const spans = new Map<string, Site>();

  function invoke<This, A extends readonly unknown[], R>(
    site: Site,
    sort: Sort,
    work: (this: This, ...args: A) => R,
    self: This,
    args: A,
    inputs: readonly unknown[],
    subject: string | undefined,
  ): R {
    const above = carrier.getStore();
    const call = recorder.begin(site, above, inputs, subject);
    let result: R;
    carrier.enterWith(call);
    try {
      result = Reflect.apply(work, self, args);
    } catch (error) {
      carrier.enterWith(above);
      recorder.failed(call, site, error);
      throw error;
    }
    carrier.enterWith(above);
    if (typeof result === 'object' && result !== null) {
      if (sort === 'generator') return watchSteps(recorder, call, site, result);
      return settle(recorder, call, site, sort === 'async', result);
    }
    recorder.returned(call, site, result);
    return result;
  }

  function watch<This, A extends readonly unknown[], R>(
    work: (this: This, ...args: A) => R,
    site: Site,
  ): (this: This, ...args: A) => R {
    const sort = sortOf(work);
    function monitored(this: This, ...args: A): R {
      if (new.target !== undefined) return construct(work, args, new.target === monitored ? work : new.target);
      if (!recorder.enabled) return Reflect.apply(work, this, args);
      return invoke(site, sort, work, this, args, args, undefined);
    }
    return standIn(monitored, work);
  }

  /** The site of a span that is named where it runs. */
  function spanSite(name: string, options: MonitorOptions, inputs: object | undefined): Site {
    const parameters = inputs === undefined ? [] : Object.keys(inputs);
    const key = `${name}\0${options.group ?? ''}\0${parameters.join('\0')}`;
    const known = spans.get(key);
    if (known !== undefined) return known;
    const site = new Site(options.name ?? name, { ...options, parameters }, undefined);
    if (spans.size < NAMES) spans.set(key, site);
    return site;
  }

  const tracer: Tracer = {
    platform,
    get enabled() {
      return recorder.enabled;
    },
    set enabled(enabled) {
      recorder.enabled = enabled;
    },
    get sink() {
      return recorder.sink;
    },
    set sink(other) {
      recorder.sink = other;
    },
    configure: (changed) => recorder.configure(changed),
    monitor: (work, options = {}) => watch(work, new Site(options.name ?? work.name, options, work)),
    monitored: (options) => (method, context) =>
      watch(method, new Site(options?.name ?? String(context.name), options ?? {}, method)),
    span(name, options, work) {
      if (!recorder.enabled) return work();
      const { inputs, subject } = options;
      const values = inputs === undefined ? [] : Object.values(inputs);
      return invoke(spanSite(name, options, inputs), sortOf(work), work, undefined, [], values, subject);
    },
    within(parent, work) {
      const outer = carrier.getStore();
      carrier.enterWith(parent && remoteCall(parent));
      try {
        return work();
      } finally {
        carrier.enterWith(outer);
      }
    },
    current() {
      const call = carrier.getStore();
      if (call === undefined || call.span === 0 || !call.kept) return undefined;
      const { traceId, spanId } = ids.of(call);
      return { traceId, spanId };
    },
    idsOf: (record) => ids.of(record),
  };
  return tracer;
}

function construct<R>(work: object, args: readonly unknown[], target: object): R {
  return Reflect.construct(work as never, args as never, target as never);
}
