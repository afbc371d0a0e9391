import { type Quantity, quantity } from '../model/quantity.ts';
import type { TradeDate } from '../model/time.ts';

/** What is told as the volume of the day so far, as the volumes of single ticks. */
export class VolumeDeltas {
  #tradeDate: TradeDate | undefined;
  #volume = 0;

  /** What traded since the tick before. Nothing for the first, of which is not known when it traded, and for one that tells less than was known. */
  of(cumulative: Quantity, tradeDate: TradeDate): Quantity {
    const before = this.#tradeDate;
    if (before !== undefined && tradeDate < before) return quantity(0);
    const known = before === undefined ? cumulative : tradeDate === before ? this.#volume : 0;
    this.#tradeDate = tradeDate;
    this.#volume = Math.max(cumulative, known);
    return quantity(this.#volume - known);
  }
}
