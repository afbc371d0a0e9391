import type { Price } from '../../../core/model/price.ts';
import type { Side } from '../../../core/model/quantity.ts';

/** Which side took, by how the price moved: up is a buy, down a sell, unchanged is as the trade before. */
export class TickRule {
  #last: Price | undefined;
  #side: Side = 'buy';

  aggressor(price: Price): Side {
    if (this.#last !== undefined && price !== this.#last) this.#side = price > this.#last ? 'buy' : 'sell';
    this.#last = price;
    return this.#side;
  }
}

export const tickRuleNote =
  'Who took is not in the file: a trade above the one before is taken for a buy, one below it for a sell.';
