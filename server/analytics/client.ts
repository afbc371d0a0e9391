import { CellFailure, type Column, type Json, type QueryResult } from '../../cells/kind.ts';
import { type Instant, instant } from '../../core/model/time.ts';
import type { TraceRows } from '../../core/trace/row.ts';
import type { SpanContext } from '../../core/trace/span-record.ts';
import { builtFile } from '../paths.ts';
import { EngineProcess } from './engine-process.ts';
import type { Analysis, Analytics, BookRows, RunRequest, SourceInfo } from './port.ts';
import type { Books, FromWorker, Methods, ServiceOptions, ToWorker } from './protocol.ts';
import { Restarts } from './restarts.ts';

export interface AnalyticsOptions extends ServiceOptions {
  /** Called before a query reads these copies of the record, so that what is still held reaches the disk first. */
  readonly beforeQuery?: (copies: readonly string[]) => void | Promise<void>;
  /** Depth of an instrument now, prices in nano-points, best level first; undefined for what has no live book. */
  readonly book?: (instrument: string) => BookRows | undefined;
  /** The console's clock: nothing of a recording is read that it has not come to. */
  readonly now?: () => Instant;
  /** The call that is under way and recorded; what the engine does for it belongs to it. */
  readonly calling?: () => SpanContext | undefined;
  /** Takes what the engine did for such calls. */
  readonly called?: (rows: readonly TraceRows[]) => void;
  readonly log?: (line: string) => void;
  readonly defaultTimeoutMilliseconds?: number;
  /** An engine that does not answer holds up the end of a console no longer than this. */
  readonly closingMilliseconds?: number;
  readonly workerFile?: string;
}

interface Call {
  resolve(value: never): void;
  reject(reason: Error): void;
}

const defaultLimit = 1000;
const endOfTime = instant(Number.MAX_SAFE_INTEGER);
const defaultTimeoutMilliseconds = 30_000;
const defaultClosingMilliseconds = 5_000;

/** The engine ended while it worked for somebody; nothing came of it. */
export class EngineStopped extends CellFailure {}

/** Whoever closed the analytics has no use for an answer. */
export class AnalyticsClosed extends Error {
  constructor() {
    super('The analytics are closed.');
  }
}

const abortError = (): DOMException => new DOMException('The query was overtaken.', 'AbortError');

/** The Analytics port over a process that is started with the first use and again when it died, by itself as long as that helps. */
class AnalyticsClient implements Analytics {
  readonly #options: AnalyticsOptions;
  readonly #calls = new Map<number, Call>();
  readonly #restarts = new Restarts();
  readonly #listeners = new Set<() => void>();
  #opening: Promise<EngineProcess> | undefined;
  #engine: EngineProcess | undefined;
  #lastId = 0;
  readonly #answers = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(options: AnalyticsOptions) {
    this.#options = options;
  }

  analyse(sql: string): Promise<Analysis> {
    return this.#call('analyse', [sql]);
  }

  async run(request: RunRequest): Promise<QueryResult> {
    const message = {
      sql: request.sql,
      params: [...request.params],
      notebook: request.notebook,
      cells: request.cells ?? [],
      limit: request.limit ?? defaultLimit,
      give: request.give,
      timeoutMilliseconds:
        request.timeoutMilliseconds ?? this.#options.defaultTimeoutMilliseconds ?? defaultTimeoutMilliseconds,
    };
    return this.#call('run', [message], request.signal);
  }

  forget(notebook: string, cell?: string): Promise<void> {
    return this.#call('forget', [notebook, cell]);
  }

  sources(): Promise<readonly SourceInfo[]> {
    return this.#call('sources', []);
  }

  async importRows(request: {
    name: string;
    about: string;
    columns: readonly Column[];
    rows: AsyncIterable<readonly (readonly Json[])[]>;
  }): Promise<{ rows: number }> {
    await this.#call('importBegin', [request.name, request.about, request.columns]);
    try {
      for await (const batch of request.rows) await this.#call('importAppend', [batch]);
      return { rows: await this.#call('importCommit', []) };
    } catch (reason) {
      await this.#call('importAbandon', []);
      throw reason;
    }
  }

  onRestart(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  dropImport(name: string): Promise<void> {
    return this.#call('dropImport', [name]);
  }

  pid(): number | undefined {
    return this.#engine?.isOver === false ? this.#engine.pid : undefined;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#restarts.end();
    const { closingMilliseconds = defaultClosingMilliseconds } = this.#options;
    const timer = setTimeout(() => this.#engine?.kill(), closingMilliseconds);
    const engine = await this.#opening?.catch(() => undefined);
    if (engine && !engine.isOver) {
      for (const id of this.#calls.keys()) engine.post({ type: 'cancel', id });
      await Promise.allSettled(this.#answers);
      await this.#ask(engine, 'close', []).catch(() => undefined);
      await engine.over;
    }
    clearTimeout(timer);
  }

  async #call<Name extends keyof Methods>(
    method: Name,
    args: readonly unknown[],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<Methods[Name]>>> {
    if (this.#closing) throw new AnalyticsClosed();
    if (signal?.aborted) throw abortError();
    return this.#ask(await this.#open(), method, args, signal);
  }

  async #ask<Name extends keyof Methods>(
    engine: EngineProcess,
    method: Name,
    args: readonly unknown[],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<Methods[Name]>>> {
    if (engine.isOver) throw stopped('its process ended');
    const id = ++this.#lastId;
    const cancel = () => engine.post({ type: 'cancel', id });
    signal?.addEventListener('abort', cancel);
    const answer = new Promise<Awaited<ReturnType<Methods[Name]>>>((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      engine.post({ type: 'call', id, method, args, parent: this.#options.calling?.() });
      if (signal?.aborted) cancel();
    });
    this.#answers.add(answer);
    try {
      return await answer;
    } finally {
      this.#answers.delete(answer);
      signal?.removeEventListener('abort', cancel);
    }
  }

  #open(): Promise<EngineProcess> {
    const rests = this.#restarts.rests();
    if (rests) throw new EngineStopped(rests);
    this.#opening ??= this.#start();
    return this.#opening;
  }

  #start(): Promise<EngineProcess> {
    const { beforeQuery, book, now, calling, called, log, workerFile, ...others } = this.#options;
    const { defaultTimeoutMilliseconds, closingMilliseconds, ...options } = others;
    return new Promise((resolve, reject) => {
      const engine = new EngineProcess(workerFile ?? builtFile('server', 'analytics-worker.js'), options, {
        message: (message) => (message.type === 'ready' ? resolve(engine) : this.#receive(engine, message)),
        ended: (why) => {
          reject(this.#closing ? new AnalyticsClosed() : stopped(why));
          this.#ended(why);
        },
        log: (line) => log?.(line),
      });
      this.#engine = engine;
    });
  }

  #receive(engine: EngineProcess, message: Exclude<FromWorker, { type: 'ready' | 'ending' }>): void {
    switch (message.type) {
      case 'log':
        this.#options.log?.(message.line);
        return;
      case 'calls':
        this.#options.called?.(message.rows);
        return;
      case 'prepare':
        void this.#prepare(engine, message);
        return;
      case 'result':
        this.#take(message.id)?.resolve(message.value as never);
        return;
      case 'failure':
        this.#take(message.id)?.reject(new CellFailure(message.error));
        return;
      case 'aborted':
        this.#take(message.id)?.reject(abortError());
    }
  }

  #take(id: number): Call | undefined {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    return call;
  }

  async #prepare(
    engine: EngineProcess,
    { ask, copies, books }: Extract<FromWorker, { type: 'prepare' }>,
  ): Promise<void> {
    let answer: ToWorker;
    try {
      await this.#options.beforeQuery?.(copies);
      const depths: Books = books.map((instrument) => [instrument, this.#options.book?.(instrument)]);
      const now = this.#options.now?.() ?? endOfTime;
      answer = { type: 'prepared', ask, prepared: { books: depths, now } };
    } catch (reason) {
      answer = { type: 'prepare_failed', ask, message: reason instanceof Error ? reason.message : String(reason) };
    }
    engine.post(answer);
  }

  /** Those in flight learn why they have no answer. */
  #ended(why: string): void {
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const call of calls) call.reject(this.#closing ? new AnalyticsClosed() : stopped(why));
    if (this.#closing) return;
    const soon = this.#restarts.after(why);
    this.#options.log?.(
      `The SQL engine stopped (${why}); it starts again ${soon ? 'by itself' : 'with the next query after a while'}.`,
    );
    const begin = () => (this.#closing ? Promise.reject(new AnalyticsClosed()) : this.#start());
    this.#opening = soon?.then(begin);
    this.#opening?.then(
      () => {
        for (const listener of [...this.#listeners]) listener();
      },
      () => undefined,
    );
  }
}

const stopped = (why: string): EngineStopped =>
  new EngineStopped({
    code: 'internal',
    message: `The SQL engine stopped while this ran: ${why}.`,
    hint: 'It starts again by itself: run the cell again.',
  });

export function createAnalytics(options: AnalyticsOptions): Analytics {
  return new AnalyticsClient(options);
}
