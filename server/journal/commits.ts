import type { Database } from 'better-sqlite3';
import type { Clock } from '../../core/clock.ts';
import type { Instant } from '../../core/model/time.ts';
import { type FaultKind, faultKind, faultSentence, type JournalFault, JournalUnavailable } from './fault.ts';

/** One caller's rows: written within the transaction, `done` once they are on disk. */
export interface Write {
  run(at: Instant): void;
  done?(): void;
  /** While the disk cannot be written: the caller is refused, waits until it can, or goes on while the rows wait in memory. */
  readonly meanwhile?: 'refuse' | 'wait' | 'go_on';
}

interface Waiting {
  readonly write: Write;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Writes kept in memory at the most: more than the open orders of a desk bring in a day. */
const HELD_AT_MOST = 50_000;
const FIRST_RETRY_MILLISECONDS = 50;
const LAST_RETRY_MILLISECONDS = 2_000;

/**
 * Writes asked for within one turn of the event loop, committed together at its end and answered after the commit, in order. When the disk cannot be
 * written, what may not be lost is kept in that order and tried again, later and later, and nothing else is taken until all of it is on disk.
 */
export class GroupCommit {
  readonly #inTransaction: (writes: readonly Waiting[]) => void;
  readonly #database: Database;
  readonly #machine: Clock;
  readonly #probe: Waiting;
  readonly #listeners = new Set<() => void>();
  #waiting: Waiting[] = [];
  #held: Waiting[] = [];
  #fault: Omit<JournalFault, 'waiting'> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #retryMilliseconds = FIRST_RETRY_MILLISECONDS;
  #microseconds = 0;

  /** `probe` writes a row of no account, so that a disk is tried where nothing is kept. */
  constructor(database: Database, machine: Clock, probe: (at: Instant) => void) {
    this.#database = database;
    this.#machine = machine;
    this.#probe = { write: { run: probe }, resolve: () => undefined, reject: () => undefined };
    this.#inTransaction = database.transaction((writes: readonly Waiting[]) => {
      const at = machine.now();
      for (const { write } of writes) write.run(at);
    });
  }

  /** Smoothed duration of a commit. */
  get microseconds(): number {
    return Math.round(this.#microseconds);
  }

  get fault(): JournalFault | undefined {
    return this.#fault && { ...this.#fault, waiting: this.#held.length };
  }

  /** Called when the disk fails, fails in another way, or is back. Returns the function that ends it. */
  onFault(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  add(write: Write): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = { write, resolve, reject };
      if (this.#fault) {
        this.#hold(waiting, this.#fault);
        return;
      }
      if (this.#waiting.length === 0) setImmediate(() => this.commit());
      this.#waiting.push(waiting);
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
    } catch (error) {
      const kind = faultKind(error);
      if (kind === undefined) this.#oneByOne(writes);
      else this.#fail(kind, error, writes);
      return;
    }
    const took = (performance.now() - begin) * 1_000;
    this.#microseconds += (took - this.#microseconds) * (this.#microseconds === 0 ? 1 : 0.1);
    for (const waiting of writes) settle(waiting);
  }

  /** Tries once more to write what is kept; those whose rows are lost are told. */
  close(): void {
    this.commit();
    if (this.#fault) this.#tryAgain();
    clearTimeout(this.#retry);
    const fault = this.#fault;
    if (fault === undefined) return;
    const lost = `${fault.sentence} Deskbook ended before it could be, and ${this.#held.length} writes are lost`;
    for (const { reject } of this.#held) reject(new Error(lost));
    this.#held = [];
  }

  /** One caller's bad row must not cost its neighbors their commit. */
  #oneByOne(writes: readonly Waiting[]): void {
    for (const [index, waiting] of writes.entries()) {
      try {
        this.#inTransaction([waiting]);
      } catch (error) {
        const kind = faultKind(error);
        if (kind !== undefined) {
          this.#fail(kind, error, writes.slice(index));
          return;
        }
        waiting.reject(error);
        continue;
      }
      settle(waiting);
    }
  }

  #fail(kind: FaultKind, error: unknown, writes: readonly Waiting[]): void {
    const fault = {
      kind,
      since: this.#fault?.since ?? this.#machine.now(),
      sentence: faultSentence(kind, this.#database.name, error),
    };
    const news = this.#fault?.kind !== kind;
    this.#fault = fault;
    for (const waiting of writes) this.#hold(waiting, fault);
    this.#retry = setTimeout(() => this.#tryAgain(), this.#retryMilliseconds).unref();
    this.#retryMilliseconds = Math.min(LAST_RETRY_MILLISECONDS, this.#retryMilliseconds * 2);
    if (news) this.#tell();
  }

  #hold(waiting: Waiting, { kind, sentence }: Omit<JournalFault, 'waiting'>): void {
    const { meanwhile = 'refuse' } = waiting.write;
    if (meanwhile === 'refuse') waiting.reject(new JournalUnavailable(kind, sentence));
    else if (this.#held.length >= HELD_AT_MOST) {
      waiting.reject(new Error(`${sentence} ${HELD_AT_MOST} writes wait in memory already, and more cannot`));
    } else {
      this.#held.push(waiting);
      if (meanwhile === 'go_on') waiting.resolve();
    }
  }

  /** What is kept goes to disk as one. */
  #tryAgain(): void {
    clearTimeout(this.#retry);
    const held = this.#held;
    this.#held = [];
    try {
      this.#inTransaction([this.#probe, ...held]);
    } catch (error) {
      const kind = faultKind(error);
      if (kind !== undefined) {
        this.#fail(kind, error, held);
        return;
      }
      this.#isBack();
      this.#oneByOne(held);
      return;
    }
    this.#isBack();
    for (const waiting of held) settle(waiting);
  }

  #isBack(): void {
    this.#fault = undefined;
    this.#retryMilliseconds = FIRST_RETRY_MILLISECONDS;
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function settle({ write, resolve }: Waiting): void {
  write.done?.();
  resolve();
}
