import type { BookLevel, BookSnapshot } from '../../../core/model/market.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { DepthRecord } from './parse/market.ts';

export const DEPTH_LEVELS = 10;

const bidTypes: readonly number[] = [2, 4, 9];
const askTypes: readonly number[] = [1, 3, 10];
const bestTypes: readonly number[] = [3, 4, 9, 10];
const RESET = 6;

/** The depth of one contract, level by level. The volume told of a level is what rests there; none ends it. */
export class Depth {
  readonly #instrument: string;
  readonly #bids = new Map<Price, Quantity>();
  readonly #asks = new Map<Price, Quantity>();
  #tsEvent = 0 as Instant;
  #snapshot: BookSnapshot | undefined;

  constructor(instrument: string) {
    this.#instrument = instrument;
  }

  /** Whether the depth is another one now. */
  apply({ type, price, volume, timestamp }: DepthRecord): boolean {
    if (type === RESET) {
      this.clear();
      return true;
    }
    const isBid = bidTypes.includes(type);
    if (!(isBid || askTypes.includes(type)) || price == null || volume == null) return false;
    const side = isBid ? this.#bids : this.#asks;
    if (volume === 0) side.delete(price);
    else side.set(price, volume);
    if (volume > 0 && bestTypes.includes(type)) this.#clearBetter(side, price, isBid);
    if (timestamp > this.#tsEvent) this.#tsEvent = timestamp;
    this.#snapshot = undefined;
    return true;
  }

  clear(): void {
    this.#bids.clear();
    this.#asks.clear();
    this.#snapshot = undefined;
  }

  snapshot(): BookSnapshot {
    this.#snapshot ??= {
      instrument: this.#instrument,
      bids: best(this.#bids, -1),
      asks: best(this.#asks, 1),
      tsEvent: this.#tsEvent,
    };
    return this.#snapshot;
  }

  /** Nothing is better than the best. */
  #clearBetter(side: Map<Price, Quantity>, price: Price, isBid: boolean): void {
    for (const each of side.keys()) if (isBid ? each > price : each < price) side.delete(each);
  }
}

const best = (side: ReadonlyMap<Price, Quantity>, direction: 1 | -1): BookLevel[] =>
  [...side]
    .sort(([a], [b]) => (a - b) * direction)
    .slice(0, DEPTH_LEVELS)
    .map(([price, quantity]) => ({ price, quantity }));
