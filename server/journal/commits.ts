import type { Database } from 'better-sqlite3';
import type { Clock } from '../../core/clock.ts';
import type { Instant } from '../../core/model/time.ts';

/** One caller's rows: written within the transaction, `done` once they are on disk. */
export interface Write {
  run(at: Instant): void;
  done?(): void;
}

interface Waiting {
  readonly write: Write;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Writes asked for within one turn of the event loop, committed together at its end and answered after the commit, in order. */
export class GroupCommit {
  readonly #inTransaction: (writes: readonly Waiting[]) => void;
  #waiting: Waiting[] = [];
  #microseconds = 0;

  constructor(database: Database, machine: Clock) {
    this.#inTransaction = database.transaction((writes: readonly Waiting[]) => {
      const at = machine.now();
      for (const { write } of writes) write.run(at);
    });
  }

  /** Smoothed duration of a commit. */
  get microseconds(): number {
    return Math.round(this.#microseconds);
  }

  add(write: Write): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.commit());
      this.#waiting.push({ write, resolve, reject });
    });
  }

  /** The same for a write that says something of what it met; the answer comes once it is on disk. */
  async ask<T>(run: (at: Instant) => T): Promise<T> {
    let answer: { value: T } | undefined;
    await this.add({
      run: (at) => {
        answer = { value: run(at) };
      },
    });
    if (answer === undefined) throw new Error('A write was answered before it was done.');
    return answer.value;
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
    for (const waiting of writes) settle(waiting);
  }

  /** One caller's bad row must not cost its neighbors their commit. */
  #oneByOne(writes: readonly Waiting[]): void {
    for (const waiting of writes) {
      try {
        this.#inTransaction([waiting]);
        settle(waiting);
      } catch (error) {
        waiting.reject(error);
      }
    }
  }
}

function settle({ write, resolve }: Waiting): void {
  write.done?.();
  resolve();
}
