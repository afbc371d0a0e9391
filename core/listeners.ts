import { reasonOf } from './trace/reason.ts';

/** Who wants to be told; one that throws is told of and keeps nobody from the rest. */
export class Listeners<T = void> {
  readonly #failed: (reason: string) => void;
  readonly #listeners = new Set<(told: T) => void>();

  constructor(failed: (reason: string) => void) {
    this.#failed = failed;
  }

  get any(): boolean {
    return this.#listeners.size > 0;
  }

  /** Returns the function that ends it. One that is added twice is told twice. */
  add(listener: (told: T) => void): () => void {
    const one = (told: T): void => listener(told);
    this.#listeners.add(one);
    return () => {
      this.#listeners.delete(one);
    };
  }

  clear(): void {
    this.#listeners.clear();
  }

  tell(told: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(told);
      } catch (error) {
        this.#failed(reasonOf(error));
      }
    }
  }
}
