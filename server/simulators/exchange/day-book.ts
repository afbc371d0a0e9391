import type { Fill } from '../../../core/model/fill.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import { NO_MONEY } from '../../../core/model/money.ts';
import type { Price } from '../../../core/model/price.ts';
import { quantity, type SignedQuantity, signedQuantity, withSide } from '../../../core/model/quantity.ts';
import type { TradeDate } from '../../../core/model/time.ts';
import { LotBook } from '../../../core/pnl/lot-book.ts';
import type { ExchangeDay } from '../port.ts';

/** One trade date of one account in one instrument, as clearing sees it: what was carried over the night is the first lot. */
export class DayBook {
  readonly tradeDate: TradeDate;
  readonly #start: SignedQuantity;
  readonly #startPrice: Price | undefined;
  readonly #lots: LotBook;
  #bought = 0;
  #sold = 0;
  #boughtCost = 0n;
  #soldCost = 0n;

  /** `carried` is what it begins with, as a fill. */
  constructor({ multiplier }: Instrument, tradeDate: TradeDate, carried?: Fill) {
    this.tradeDate = tradeDate;
    this.#start = carried === undefined ? signedQuantity(0) : withSide(carried.quantity, carried.side);
    this.#startPrice = carried?.price;
    this.#lots = new LotBook(() => multiplier);
    if (carried !== undefined) this.#lots.apply(carried);
  }

  add(fill: Fill): void {
    this.#lots.apply(fill);
    const cost = BigInt(fill.price) * BigInt(fill.quantity);
    if (fill.side === 'buy') {
      this.#bought += fill.quantity;
      this.#boughtCost += cost;
    } else {
      this.#sold += fill.quantity;
      this.#soldCost += cost;
    }
  }

  state(): ExchangeDay {
    let realized = NO_MONEY;
    for (const position of this.#lots.positions()) realized = position.realized;
    return {
      tradeDate: this.tradeDate,
      start: this.#start,
      ...(this.#startPrice === undefined ? {} : { startPrice: this.#startPrice }),
      bought: quantity(this.#bought),
      sold: quantity(this.#sold),
      boughtCost: this.#boughtCost,
      soldCost: this.#soldCost,
      realized,
    };
  }
}
