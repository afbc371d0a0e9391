import type { BookLevel } from '../../model/market.ts';
import type { Price } from '../../model/price.ts';
import type { Quantity, Side } from '../../model/quantity.ts';
import { isThrough, isWithin } from './own-order.ts';

/** A level as it was shown. `taken` of it is not to be had: own orders took it, or a trade that the book has not caught up with. */
export interface ShownLevel {
  readonly price: Price;
  quantity: number;
  taken: number;
}

/** One side of the book as it was shown, levels from the worst to the best. */
export class ShownSide {
  readonly side: Side;
  readonly levels: ShownLevel[] = [];
  readonly #direction: 1 | -1;
  /** The worst price, by direction, up to which everything is known: at first nothing is. */
  #reach = Number.POSITIVE_INFINITY;
  /** The worst price, by direction, of what is another since it was last looked at. */
  #changedTo = Number.POSITIVE_INFINITY;

  constructor(side: Side) {
    this.side = side;
    this.#direction = side === 'buy' ? 1 : -1;
  }

  get best(): ShownLevel | undefined {
    return this.levels[this.levels.length - 1];
  }

  /** Nothing is known of it any longer. */
  forget(): void {
    this.levels.length = 0;
    this.#reach = Number.POSITIVE_INFINITY;
  }

  /** Whether an order at a price may have to be looked at; when not, then none at a worse price either. */
  isChangedAt(price: Price): boolean {
    return price * this.#direction >= this.#changedTo;
  }

  looked(): void {
    this.#changedTo = Number.POSITIVE_INFINITY;
  }

  /** The side is these levels and no others; whatever is worse than the worst of them is not known. */
  setAll(levels: readonly { readonly price: Price; readonly quantity: number }[]): void {
    const shown = new Set(levels.map(({ price }) => price));
    for (const { price } of this.levels.filter((level) => !shown.has(level.price))) this.set(price, 0);
    for (const { price, quantity } of levels) this.set(price, quantity);
    this.#reach = this.#keyOf(this.levels[0]?.price);
    this.#changedTo = Number.NEGATIVE_INFINITY;
  }

  /**
   * A level as it is from now on; zero is no level. What grows was not taken by anybody yet; what shrinks is taken to be what was taken of
   * it first, so a level is never filled again by a change of its size alone.
   */
  set(price: Price, quantity: number): void {
    this.#changedTo = Math.min(this.#changedTo, price * this.#direction);
    const position = this.#position(price);
    const level = this.levels[position];
    if (level?.price === price) {
      if (quantity === 0) this.levels.splice(position, 1);
      else {
        if (quantity < level.quantity) level.taken = Math.max(0, level.taken - (level.quantity - quantity));
        level.quantity = quantity;
      }
      return;
    }
    if (quantity === 0) return;
    const made = { price, quantity, taken: 0 };
    if (position === this.levels.length) this.levels.push(made);
    else this.levels.splice(position, 0, made);
  }

  /** The side as a quote has it: its best level and nothing behind it. */
  setTouch(price: Price | undefined, quantity: number): void {
    const { best } = this;
    if (best?.price !== price || this.levels.length > 1) this.levels.length = 0;
    if (price !== undefined) this.set(price, quantity);
    this.#reach = this.#keyOf(this.best?.price);
    this.#changedTo = Math.min(this.#changedTo, this.#reach);
  }

  /** What is shown at a price; undefined beyond what anybody could see. */
  quantityAt(price: Price): number | undefined {
    const level = this.levels[this.#position(price)];
    if (level?.price === price) return level.quantity;
    return price * this.#direction >= this.#reach ? 0 : undefined;
  }

  /**
   * Takes up to `wanted` of what is to be had, best level first, no worse than `limit` and always better than `end`. Returns what is left of it.
   */
  take(
    wanted: number,
    { limit, end }: { readonly limit?: Price | undefined; readonly end?: Price | undefined },
    took: (price: Price, quantity: number) => void,
  ): number {
    const taker = this.side === 'buy' ? 'sell' : 'buy';
    let left = wanted;
    for (let i = this.levels.length - 1; i >= 0 && left > 0; i--) {
      const level = this.levels[i]!;
      if (!isWithin(taker, level.price, limit)) break;
      if (end !== undefined && !isThrough(taker, level.price, end)) break;
      const taken = Math.min(left, level.quantity - level.taken);
      if (taken === 0) continue;
      level.taken += taken;
      left -= taken;
      took(level.price, taken);
    }
    return left;
  }

  /** The market traded at a price here: what was better is gone, and as much is not to be had at it. */
  traded(price: Price, quantity: number): void {
    for (let i = this.levels.length - 1; i >= 0; i--) {
      const level = this.levels[i]!;
      const better = (level.price - price) * this.#direction;
      if (better < 0) return;
      level.taken = better > 0 ? level.quantity : Math.min(level.quantity, level.taken + quantity);
    }
  }

  top(count: number): BookLevel[] {
    const top: BookLevel[] = [];
    for (let i = this.levels.length - 1; i >= 0 && top.length < count; i--) {
      const { price, quantity } = this.levels[i]!;
      top.push({ price, quantity: quantity as Quantity });
    }
    return top;
  }

  /** By direction; a side without levels reaches everywhere. */
  #keyOf(price: Price | undefined): number {
    return price === undefined ? Number.NEGATIVE_INFINITY : price * this.#direction;
  }

  /** Where a level of this price stands or would stand. */
  #position(price: Price): number {
    const { levels } = this;
    const key = price * this.#direction;
    let low = 0;
    let high = levels.length;
    const best = levels[high - 1];
    if (best !== undefined && best.price === price) return high - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (levels[middle]!.price * this.#direction < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
