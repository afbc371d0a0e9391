import type { Side } from '../../model/quantity.ts';
import { Level, type RestingOrder } from './level.ts';

/** One side of a book: levels sorted from the worst to the best, so that everything at the touch happens at the array's end. */
export class BookSide {
  readonly side: Side;
  readonly levels: Level[] = [];
  readonly #direction: 1 | -1;

  constructor(side: Side) {
    this.side = side;
    this.#direction = side === 'buy' ? 1 : -1;
  }

  get best(): Level | undefined {
    return this.levels[this.levels.length - 1];
  }

  get worst(): Level | undefined {
    return this.levels[0];
  }

  at(tick: number): Level | undefined {
    const level = this.levels[this.#position(tick)];
    return level?.tick === tick ? level : undefined;
  }

  append(order: RestingOrder): void {
    const position = this.#position(order.tick);
    let level = this.levels[position];
    if (level?.tick !== order.tick) {
      level = new Level(order.tick);
      if (position === this.levels.length) this.levels.push(level);
      else this.levels.splice(position, 0, level);
    }
    level.append(order);
  }

  remove(order: RestingOrder): void {
    const level = order.level;
    if (level === undefined) return;
    level.remove(order);
    if (level.count > 0) return;
    if (level === this.best) this.levels.pop();
    else this.levels.splice(this.#position(level.tick), 1);
  }

  /** Where a level of this tick stands or would stand. */
  #position(tick: number): number {
    const key = tick * this.#direction;
    let low = 0;
    let high = this.levels.length;
    const best = this.levels[high - 1];
    if (best !== undefined && best.tick === tick) return high - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.levels[middle]!.tick * this.#direction < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
