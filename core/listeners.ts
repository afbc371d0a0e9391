import { reasonOf } from '../../core/trace/reason.ts';
import type { TraceLog } from './port.ts';

/** Who wants to be told; one that throws is logged and keeps nobody from the rest. */
export class Listeners<T> {
  readonly #log: TraceLog;
  readonly #listeners = new Set<(told: T) => void>();

  constructor(log: TraceLog) {
    this.#log = log;
  }

  get any(): boolean {
    return this.#listeners.size > 0;
  }

  /** Returns the function that ends it. */
  add(listener: (told: T) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(told: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(told);
      } catch (error) {
        const why = reasonOf(error);
        this.#log('error', `What follows traces failed: ${why}`);
      }
    }
  }
}
