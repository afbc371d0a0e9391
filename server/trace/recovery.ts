import type { TraceWriter } from './writer.ts';

const AGAIN_MILLISECONDS = 5_000;

/** Has the segments of the spill written to the database, the oldest first, one at a time, while the writer is well. */
export class Recovery {
  readonly #writer: Pick<TraceWriter, 'recover' | 'forgetOthers' | 'well'>;
  #files: string[];
  /** Of the files, those that were there when the console began. */
  #atStart: number;
  #recoveredAtStart = 0;
  #under: string | undefined;
  #restUntil = 0;

  constructor(writer: Pick<TraceWriter, 'recover' | 'forgetOthers' | 'well'>, files: readonly string[]) {
    this.#writer = writer;
    this.#files = [...files];
    this.#atStart = files.length;
  }

  get recoveredAtStart(): number {
    return this.#recoveredAtStart;
  }

  get idle(): boolean {
    return this.#files.length === 0;
  }

  add(files: readonly string[]): void {
    this.#files.push(...files);
  }

  /** Goes on where it can. */
  next(): void {
    const file = this.#files[0];
    if (file === undefined || this.#under !== undefined || !this.#writer.well || performance.now() < this.#restUntil)
      return;
    this.#under = file;
    this.#writer.recover(file);
  }

  /** A segment is on disk, or without a number of records was tried in vain. */
  done(file: string, records: number | undefined): void {
    if (file !== this.#under) return;
    this.#under = undefined;
    if (records === undefined) {
      this.#restUntil = performance.now() + AGAIN_MILLISECONDS;
      return;
    }
    this.#files.shift();
    if (this.#atStart > 0) {
      this.#atStart -= 1;
      this.#recoveredAtStart += records;
    }
    if (this.idle) this.#writer.forgetOthers();
    else this.next();
  }

  /** The thread ended with what it was asked. */
  interrupted(): void {
    this.#under = undefined;
  }
}
