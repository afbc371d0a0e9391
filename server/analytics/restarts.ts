import type { CellError } from '../../cells/kind.ts';

const WINDOW_MILLISECONDS = 60_000;
const REST_MILLISECONDS = 30_000;
/** How long to wait before each start that follows an end within the window; behind the last of them it rests. */
const waits = [0, 1_000, 5_000] as const;

/** When an engine that ends again and again is started: at once, later, and then only when somebody asks after a rest. */
export class Restarts {
  readonly #now: () => number;
  #ends: number[] = [];
  #why = '';
  #restsUntil = 0;
  #timer: NodeJS.Timeout | undefined;
  #wake: () => void = () => {};

  /** Milliseconds, ascending. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** The engine ended: resolves when it is to be started; undefined when it is not, until somebody asks after the rest. */
  after(why: string): Promise<void> | undefined {
    const now = this.#now();
    this.#ends = [...this.#ends.filter((end) => now - end < WINDOW_MILLISECONDS), now];
    this.#why = why;
    const wait = waits[this.#ends.length - 1];
    if (wait === undefined) {
      this.#restsUntil = now + REST_MILLISECONDS;
      return undefined;
    }
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#timer = setTimeout(resolve, wait);
      this.#timer.unref();
    });
  }

  /** What to tell who asks while it rests. */
  rests(): CellError | undefined {
    const left = this.#restsUntil - this.#now();
    if (left <= 0) return undefined;
    return {
      code: 'internal',
      message: `The SQL engine stopped ${this.#ends.length} times within a minute, the last time because ${this.#why}.`,
      hint: `It can be started again in ${Math.ceil(left / 1_000)} s. Change or freeze the cell that stops it; the log has what it said.`,
    };
  }

  /** Nothing is waited for any more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#wake();
  }
}
