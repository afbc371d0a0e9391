import type { CellFrame } from '../../views/wire.ts';
import { mergeFrames } from './frame.ts';

interface Cell {
  sentAt: number;
  waiting: CellFrame | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Lets a frame of a cell pass at once, then one in each interval, the newest. */
export class Conflator {
  readonly #send: (frame: CellFrame) => void;
  readonly #interval: (kind: string) => number;
  readonly #cells = new Map<string, Cell>();

  constructor(options: { send: (frame: CellFrame) => void; interval: (kind: string) => number }) {
    this.#send = options.send;
    this.#interval = options.interval;
  }

  offer(frame: CellFrame): void {
    const key = `${frame.notebook}/${frame.cell}`;
    const cell = this.#cells.get(key) ?? { sentAt: Number.NEGATIVE_INFINITY, waiting: undefined, timer: undefined };
    this.#cells.set(key, cell);
    cell.waiting = cell.waiting ? mergeFrames(cell.waiting, frame) : frame;
    if (cell.timer) return;
    const left = cell.sentAt + this.#interval(frame.kind) - performance.now();
    if (left <= 0) this.#pass(cell);
    else cell.timer = setTimeout(() => this.#pass(cell), left);
  }

  /** Forgets a notebook and what of it still waits. */
  forget(notebook: string): void {
    for (const [key, cell] of this.#cells) {
      if (!key.startsWith(`${notebook}/`)) continue;
      clearTimeout(cell.timer);
      this.#cells.delete(key);
    }
  }

  close(): void {
    for (const { timer } of this.#cells.values()) clearTimeout(timer);
    this.#cells.clear();
  }

  #pass(cell: Cell): void {
    const frame = cell.waiting;
    cell.timer = undefined;
    cell.waiting = undefined;
    cell.sentAt = performance.now();
    if (frame) this.#send(frame);
  }
}
