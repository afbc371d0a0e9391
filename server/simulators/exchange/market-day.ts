import { divideHalfEvenBig, toSafe } from '../../../core/model/decimal.ts';
import type { Bar, MarketTrade } from '../../../core/model/market.ts';
import type { Price } from '../../../core/model/price.ts';
import { type Quantity, quantity } from '../../../core/model/quantity.ts';
import type { Instant, TradeDate } from '../../../core/model/time.ts';
import type { ExchangeMarketDay } from '../port.ts';

/** What has happened on one trade date in one instrument. */
export class MarketDay {
  readonly tradeDate: TradeDate;
  readonly #close: Price;
  #open: Price;
  #high: Price;
  #low: Price;
  #last: Price;
  #volume: number;
  #cost: bigint;
  #lastTrade: MarketTrade | undefined;
  #changed: Instant;

  /** `bars` are those of the date so far, `close` where the day before ended. */
  constructor(tradeDate: TradeDate, close: Price, bars: readonly Bar[], now: Price, at: Instant) {
    this.tradeDate = tradeDate;
    this.#close = close;
    this.#open = bars[0]?.open ?? now;
    this.#high = bars.reduce((most, { high }) => (high > most ? high : most), now);
    this.#low = bars.reduce((least, { low }) => (low < least ? low : least), now);
    this.#last = now;
    this.#volume = bars.reduce((sum, { volume }) => sum + volume, 0);
    this.#cost = bars.reduce((sum, { close: each, volume }) => sum + BigInt(each) * BigInt(volume), 0n);
    this.#changed = at;
  }

  get last(): Price {
    return this.#last;
  }

  traded(trade: MarketTrade): void {
    this.moved(trade.price, trade.tsEvent);
    this.#lastTrade = trade;
    this.#volume += trade.quantity;
    this.#cost += BigInt(trade.price) * BigInt(trade.quantity);
  }

  moved(price: Price, at: Instant): void {
    this.#last = price;
    this.#changed = at;
    if (price > this.#high) this.#high = price;
    if (price < this.#low) this.#low = price;
  }

  state(): ExchangeMarketDay {
    const trade = this.#lastTrade;
    return {
      tradeDate: this.tradeDate,
      open: this.#open,
      high: this.#high,
      low: this.#low,
      last: this.#last,
      previousClose: this.#close,
      volume: quantity(this.#volume),
      averagePrice: this.#average(),
      lastQuantity: (trade?.quantity ?? 0) as Quantity,
      ...(trade === undefined ? {} : { tsLastTrade: trade.tsEvent }),
      tsChanged: this.#changed,
    };
  }

  #average(): Price {
    if (this.#volume === 0) return this.#last;
    return toSafe(divideHalfEvenBig(this.#cost, BigInt(this.#volume)), 'the average') as Price;
  }
}
