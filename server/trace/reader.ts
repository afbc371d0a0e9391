import { Worker } from 'node:worker_threads';
import type { Asking, Page, TraceReader } from '../../core/trace/query.ts';
import { reasonOf } from '../../core/trace/reason.ts';
import { builtFile } from '../paths.ts';
import type { RowFilter } from './reader-filter.ts';
import type { Question, ReaderMessage, ReaderReply } from './reader-messages.ts';

interface Waiting {
  readonly take: (part: readonly unknown[]) => void;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface OpenTraceReader extends TraceReader {
  close(): Promise<void>;
}

/** Reads a `trace.sqlite` that may not be there yet. The thread begins with the first question, so that a start costs nothing. */
export function openTraceReader({ file }: { readonly file: string }): OpenTraceReader {
  const thread = new ReaderThread(file);
  const page =
    <Row>(ask: 'calls' | 'data' | 'logs') =>
    (filter: RowFilter, limit: number, before?: number, { signal, after, milliseconds }: Asking = {}) =>
      thread.ask<Page<Row>>({ ask, filter, limit, before, after, milliseconds }, signal);
  return {
    calls: page('calls'),
    data: page('data'),
    logs: page('logs'),
    call: (traceId, spanId, near) => thread.ask({ ask: 'call', traceId, spanId, near }),
    trace: (traceId, near) => thread.ask({ ask: 'trace', traceId, near }),
    traceOf: (subject) => thread.ask({ ask: 'traceOf', subject }),
    names: () => thread.ask({ ask: 'names' }),
    close: () => thread.close(),
  };
}

class ReaderThread {
  readonly #file: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #next = 1;
  #closed = false;

  constructor(file: string) {
    this.#file = file;
  }

  ask<T>(question: Question, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.#closed) return Promise.reject(new Error('The reader of the traces is closed.'));
    const id = this.#next++;
    const worker = this.#running();
    return new Promise<T>((resolve, reject) => {
      const onAbort = () => {
        this.#waiting.delete(id);
        worker.postMessage({ cancel: id } satisfies ReaderMessage);
        reject(signal?.reason);
      };
      const done = () => signal?.removeEventListener('abort', onAbort);
      signal?.addEventListener('abort', onAbort, { once: true });
      const parts: unknown[] = [];
      this.#waiting.set(id, {
        take(part) {
          for (const row of part) parts.push(row);
        },
        resolve(answer) {
          done();
          resolve((parts.length > 0 ? parts : answer) as T);
        },
        reject(error) {
          done();
          reject(error);
        },
      });
      worker.postMessage({ id, question } satisfies ReaderMessage);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#failAll(new Error('The reader of the traces was closed.'));
    await worker?.terminate();
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(builtFile('server', 'trace-reader.js'), { workerData: this.#file });
    worker.unref();
    worker.on('message', (reply: ReaderReply) => this.#settle(reply));
    // one that was let go may end after another has begun
    const ended = (why: string) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#failAll(new Error(`The reader of the traces stopped (${why}); it starts again with the next question.`));
    };
    worker.on('error', (error) => ended(reasonOf(error)));
    worker.on('exit', () => ended('its thread ended'));
    this.#worker = worker;
    return worker;
  }

  #settle(reply: ReaderReply): void {
    const waiting = this.#waiting.get(reply.id);
    if ('part' in reply) {
      waiting?.take(reply.part);
      return;
    }
    this.#waiting.delete(reply.id);
    if ('answer' in reply) waiting?.resolve(reply.answer);
    else waiting?.reject(new Error(reply.problem));
  }

  #failAll(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
