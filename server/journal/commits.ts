import type { Database } from 'better-sqlite3';

interface Waiting {
  readonly write: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Writes asked for within one turn of the event loop, committed together at its end and answered after the commit, in order. */
export class GroupCommit {
  readonly #inTransaction: (writes: readonly Waiting[]) => void;
  #waiting: Waiting[] = [];
  #microseconds = 0;

  constructor(database: Database) {
    this.#inTransaction = database.transaction((writes: readonly Waiting[]) => {
      for (const { write } of writes) write();
    });
  }

  /** Smoothed duration of a commit. */
  get microseconds(): number {
    return Math.round(this.#microseconds);
  }

  add(write: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.commit());
      this.#waiting.push({ write, resolve, reject });
    });
  }

  /** Commits at once what waits. */
  commit(): void {
    const writes = this.#waiting;
    if (writes.length === 0) return;
    this.#waiting = [];
    const begin = performance.now();
    try {
      this.#inTransaction(writes);
    } catch {
      this.#oneByOne(writes);
      return;
    }
    const took = (performance.now() - begin) * 1_000;
    this.#microseconds += (took - this.#microseconds) * (this.#microseconds === 0 ? 1 : 0.1);
    for (const { resolve } of writes) resolve();
  }

  /** One caller's bad row must not cost its neighbors their commit. */
  #oneByOne(writes: readonly Waiting[]): void {
    for (const waiting of writes) {
      try {
        this.#inTransaction([waiting]);
        waiting.resolve();
      } catch (error) {
        waiting.reject(error);
      }
    }
  }
}
