import type { Statement } from 'better-sqlite3';
import type { ReplayEvent } from '../../core/replay/event.ts';

const CHUNK = 2_048;

/** One table of a recording, read ahead by chunks. */
export class Cursor<V extends readonly [number, ...unknown[]]> {
  readonly #statement: Statement<unknown[]>;
  readonly #event: (values: V) => ReplayEvent;
  #rows: readonly V[] = [];
  #at = 0;
  #from: number;

  constructor(statement: Statement<unknown[]>, event: (values: V) => ReplayEvent, from: number) {
    this.#statement = statement.raw();
    this.#event = event;
    this.#from = from;
    this.#read();
  }

  /** Which row is next; infinite when there is none. */
  get seq(): number {
    return this.#rows[this.#at]?.[0] ?? Number.POSITIVE_INFINITY;
  }

  /** Gives the next row, which has to be there. */
  take(): ReplayEvent {
    const event = this.#event(this.#rows[this.#at]!);
    this.#at += 1;
    if (this.#at === this.#rows.length) this.#read();
    return event;
  }

  #read(): void {
    this.#rows = this.#statement.all(this.#from, CHUNK) as V[];
    this.#at = 0;
    this.#from = (this.#rows.at(-1)?.[0] ?? Number.POSITIVE_INFINITY) + 1;
  }
}
