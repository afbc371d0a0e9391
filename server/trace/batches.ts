import type { Queued } from '../../core/trace/queue.ts';
import { type Sorted, sorted } from './batch-message.ts';
import type { BatchName } from './messages.ts';

/** Records under the name by which the database knows whether it has them. */
export interface Batch {
  readonly name: BatchName;
  readonly records: Sorted;
  readonly size: number;
  readonly epoch: number;
}

/** Batches that are not on disk yet, in their order; the first of them are with the writer's thread. */
export class Batches {
  readonly #start: string;
  #all: Batch[] = [];
  #sent = 0;
  #records = 0;
  #lastId = 0;
  #generation = 1;

  /** `start` names this start of the console: no other has it. */
  constructor(start: string) {
    this.#start = start;
  }

  /** Who writes what is added from here on. */
  get writer(): string {
    return `${this.#start}.${this.#generation}`;
  }

  /** The oldest first. */
  get all(): readonly Batch[] {
    return this.#all;
  }

  /** Records in them. */
  get records(): number {
    return this.#records;
  }

  /** How many the thread has. */
  get sent(): number {
    return this.#sent;
  }

  /** Of the newest batch there ever was; ids ascend. */
  get lastId(): number {
    return this.#lastId;
  }

  add(records: readonly Queued[], epoch: number): void {
    this.#lastId += 1;
    const name = { writer: this.writer, id: this.#lastId };
    this.#all.push({ name, records: sorted(records), size: records.length, epoch });
    this.#records += records.length;
  }

  /** The oldest that the thread does not have; it has it now. */
  send(): Batch | undefined {
    const batch = this.#all[this.#sent];
    if (batch !== undefined) this.#sent += 1;
    return batch;
  }

  /** All of them have to be sent again. */
  sendAgain(): void {
    this.#sent = 0;
  }

  /** Whether this is the oldest; the thread answers in order. */
  isOldest({ writer, id }: BatchName): boolean {
    const name = this.#all[0]?.name;
    return name?.writer === writer && name.id === id;
  }

  /** The oldest is on disk. */
  shift(): Batch | undefined {
    const batch = this.#all.shift();
    if (batch === undefined) return undefined;
    this.#sent = Math.max(0, this.#sent - 1);
    this.#records -= batch.size;
    return batch;
  }

  /** Whether none is left of those up to an id. */
  isOver(id: number): boolean {
    return (this.#all[0]?.name.id ?? Number.POSITIVE_INFINITY) > id;
  }

  /** All of them are kept elsewhere now, under their names: what comes to disk from here on says nothing of those, so it goes by another name. */
  letGo(): void {
    this.#all = [];
    this.#sent = 0;
    this.#records = 0;
    this.#generation += 1;
  }
}
