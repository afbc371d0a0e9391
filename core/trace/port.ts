import type { Captured, SpanContext, SpanRecord } from './span-record.ts';

/** What of a call is kept beside its name, time and outcome. */
export interface CaptureOptions {
  /** `snapshot` keeps what was true at the call; `reference` keeps the value itself until it is printed, which is cheaper and may show what it became. */
  readonly inputs?: 'snapshot' | 'reference' | 'none';
  readonly outputs?: 'snapshot' | 'none';
  /** Processor time and heap before and after; costs some microseconds a call. */
  readonly usage?: boolean;
}

export interface MonitorOptions {
  /** Module and qualified name; a bare function name where it is left out. */
  readonly name?: string;
  /** What the grouping rules say of the name where it is left out. */
  readonly group?: string;
  /** Share of calls that are recorded, 0 to 1; errors are always kept, and what a call that is kept calls is kept with it. */
  readonly sample?: number;
  readonly capture?: CaptureOptions;
  /** Words beside those that are masked everywhere. */
  readonly sensitive?: readonly string[];
  /** Characters of one value, 1,000 where it is left out. */
  readonly limit?: number;
  /** Names of the parameters where the function's own text does not tell. */
  readonly parameters?: readonly string[];
}

/** `about` names what a call is about from its arguments: `order T-17`. */
export interface AboutOptions<A extends readonly unknown[]> extends MonitorOptions {
  readonly about?: (...args: A) => string | undefined;
}

/** Where finished calls go. Never throws and never waits. */
export interface SpanSink {
  put(record: SpanRecord): void;
}

/** Holds a value for what runs now and everything that it starts, across awaits: the part of Node's `AsyncLocalStorage` that is needed. */
export interface ContextCarrier<T> {
  getStore(): T | undefined;
  /** Until it is set again in the same run of synchronous code; whoever sets it, sets it back. */
  enterWith(store: T | undefined): void;
}

export interface SerializerOptions {
  /** Words beside those that are masked everywhere. */
  readonly sensitive?: readonly string[] | undefined;
  /** Characters of one value, 1,000 where it is left out. */
  readonly limit?: number | undefined;
}

/** Makes values fit to be kept: bounded in time and text, secrets masked. Nothing of it throws, whatever a value does. */
export interface ValueSerializer {
  /** A primitive as it is, but a text cut and with secrets masked inside; anything else printed as it is now. */
  snapshot(value: unknown): Captured;
  /** The same for a value that has a name, which alone may say that it is a secret. */
  named(name: string, value: unknown): Captured;
  /** The parts of a result with their names; undefined where nothing came back. */
  outputs(value: unknown): readonly (readonly [name: string, value: Captured])[] | undefined;
  /** Whether a name says that its value is a secret. */
  masks(name: string): boolean;
  /** A text with the secrets inside of it masked; it is not cut. */
  text(text: string): string;
}

/** What a tracer takes from where it runs. */
export interface TracerPlatform {
  /** Monotonic microseconds. */
  now(): number;
  /** 16 hexadecimal digits that no other tracer has. */
  readonly origin: string;
  readonly thread: number;
  carrier<T>(): ContextCarrier<T>;
  /** From 0 to less than 1. */
  random(): number;
  /** The name of a parameter as its author wrote it; left out where functions run as they were written. */
  writtenName?(name: string): string;
  usage?(): { readonly cpuMilliseconds: number; readonly heapMegabytes: number };
}

/** What settings say of monitored calls. They may change while calls are under way. */
export interface TracerSettings {
  readonly serializer?: (options: SerializerOptions) => ValueSerializer;
  /** The group of a process that names none. */
  readonly group?: (process: string) => string;
  /** Share of calls that are recorded, by name of a process or group, `*` for anything; the first that fits counts. */
  readonly sample?: readonly { readonly match: string; readonly rate: number }[];
}

export interface Tracer {
  /** Whoever reads its records needs its clock and its origin. */
  readonly platform: Pick<TracerPlatform, 'now' | 'origin'>;
  /** False costs a monitored call next to nothing. */
  enabled: boolean;
  /** What is left out is as it was. */
  configure(settings: TracerSettings): void;
  /** Wraps a function of any sort (sync, async, generator, async generator); `this`, arguments, result and errors are the function's own. */
  monitor<This, A extends readonly unknown[], R>(
    work: (this: This, ...args: A) => R,
    options?: AboutOptions<A>,
  ): (this: This, ...args: A) => R;
  /**
   * The same as a TC39 decorator of methods and getters: `@monitored({ name: 'server/desk/desk.Desk.submit' })`. What lowers decorators for today's
   * engines makes the private fields of the whole class slow, so a hot class is better wrapped from outside.
   */
  monitored<A extends readonly unknown[]>(
    options?: AboutOptions<A>,
  ): <This, R>(
    method: (this: This, ...args: A) => R,
    context: ClassMethodDecoratorContext<This, (this: This, ...args: A) => R> | ClassGetterDecoratorContext<This, R>,
  ) => (this: This, ...args: A) => R;
  /** Runs work under a name of its own, where there is no function to wrap. */
  span<R>(
    name: string,
    options: MonitorOptions & { readonly subject?: string; readonly inputs?: Readonly<Record<string, unknown>> },
    work: () => R,
  ): R;
  /** Everything inside is part of a trace that began elsewhere; without a parent it is part of none that is under way here, so each first call begins one. */
  within<R>(parent: SpanContext | undefined, work: () => R): R;
  /** The call that is under way here; undefined outside of all. */
  current(): SpanContext | undefined;
  /** The ids of a record, as they are stored. */
  idsOf(record: SpanRecord): SpanContext & { readonly parentSpanId: string | null };
  sink: SpanSink;
}
