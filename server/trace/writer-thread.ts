import { Worker } from 'node:worker_threads';
import { reasonOf } from '../../core/trace/reason.ts';
import type { WriterPlace, WriterReply, WriterRequest } from './messages.ts';

const FIRST_PAUSE_MILLISECONDS = 100;
const LAST_PAUSE_MILLISECONDS = 30_000;
const LAST_COMMIT_MILLISECONDS = 2_000;

export interface WriterThreadOptions {
  readonly workerFile: string;
  readonly place: WriterPlace;
  /** A thread that knows nothing yet can be posted to. */
  readonly began: () => void;
  readonly replied: (reply: WriterReply) => void;
  /** It ended by itself, with what was posted to it; another begins after a pause. */
  readonly ended: (why: string) => void;
}

/** Keeps one thread of the writer going until it is closed. */
export class WriterThread {
  readonly #options: WriterThreadOptions;
  #worker: Worker | undefined;
  #again: NodeJS.Timeout | undefined;
  #pause = FIRST_PAUSE_MILLISECONDS;
  #closed = false;

  constructor(options: WriterThreadOptions) {
    this.#options = options;
  }

  get running(): boolean {
    return this.#worker !== undefined;
  }

  /** Begins one where none runs; the pause after one that ended is kept. */
  start(): void {
    if (this.#closed || this.#worker !== undefined || this.#again !== undefined) return;
    const worker = new Worker(this.#options.workerFile, { workerData: this.#options.place });
    worker.unref();
    let why = 'its thread ended';
    worker.on('message', (reply: WriterReply) => {
      if (reply.kind === 'written') this.#pause = FIRST_PAUSE_MILLISECONDS;
      this.#options.replied(reply);
    });
    worker.on('error', (error) => {
      why = reasonOf(error);
    });
    worker.on('exit', () => this.#exited(worker, why));
    this.#worker = worker;
    this.#options.began();
  }

  post(request: WriterRequest): void {
    this.#worker?.postMessage(request);
  }

  /** Ends it after what was posted before; one that does not end soon is stopped. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#again);
    const worker = this.#worker;
    if (worker === undefined) return;
    const exit = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.ref();
    worker.postMessage({ kind: 'close' } satisfies WriterRequest);
    const late = setTimeout(() => void worker.terminate(), LAST_COMMIT_MILLISECONDS);
    await exit;
    clearTimeout(late);
  }

  #exited(worker: Worker, why: string): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    if (this.#closed) return;
    this.#again = setTimeout(() => {
      this.#again = undefined;
      this.start();
    }, this.#pause).unref();
    this.#pause = Math.min(LAST_PAUSE_MILLISECONDS, this.#pause * 2);
    this.#options.ended(why);
  }
}
