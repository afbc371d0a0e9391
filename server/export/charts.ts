import { Worker } from 'node:worker_threads';
import type { ChartReply, ChartRequest } from './chart-worker.ts';

const idleMilliseconds = 30_000;

interface Waiting {
  readonly resolve: (svg: string) => void;
  readonly reject: (error: Error) => void;
}

/** Draws charts as SVG in a thread of its own, since a large one takes a second; the thread ends when nothing was drawn for a while. */
export class ChartPainter {
  readonly #file: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #next = 1;
  #idle: NodeJS.Timeout | undefined;

  constructor(workerFile: string) {
    this.#file = workerFile;
  }

  draw(spec: unknown): Promise<string> {
    clearTimeout(this.#idle);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#running().postMessage({ id, spec } satisfies ChartRequest);
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    this.#failAll(new Error('the painter of charts was closed'));
    await worker?.terminate();
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(this.#file);
    worker.on('message', (reply: ChartReply) => this.#settle(reply));
    // one that was let go may end after another has begun
    const ended = (why: string) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#failAll(new Error(`the painter of charts stopped (${why}); it starts again with the next export`));
    };
    worker.on('error', (error) => ended(error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => ended('its thread ended'));
    this.#worker = worker;
    return worker;
  }

  #settle(reply: ChartReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('svg' in reply) waiting?.resolve(reply.svg);
    else waiting?.reject(new Error(reply.problem));
    if (this.#waiting.size > 0) return;
    this.#idle = setTimeout(() => void this.close(), idleMilliseconds);
    this.#idle.unref();
  }

  #failAll(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
