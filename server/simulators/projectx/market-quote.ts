import type { Bar, MarketTrade } from '../../../core/model/market.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { Contract } from './contracts.ts';
import { priceNumber, timestamp } from './numbers.ts';

const CENTS = 100;

const names = ['lastPrice', 'bestBid', 'bestAsk', 'change', 'changePercent', 'open', 'high', 'low', 'volume'] as const;
type Figures = Readonly<Record<(typeof names)[number], number | undefined>>;

const figure = (price: Price | undefined): number | undefined => (price === undefined ? undefined : priceNumber(price));

/** A name whose figure is not known, or has not changed, is left out. */
export interface QuoteRow extends Partial<Record<(typeof names)[number], number>> {
  readonly symbol: string;
  readonly symbolName: string;
  readonly lastUpdated: string;
  readonly timestamp: string;
}

/** The quote of a contract: the touch, the last trade and the figures of its day. */
export class MarketQuote {
  readonly #contract: Contract;
  #bid: Price | undefined;
  #ask: Price | undefined;
  #last: Price | undefined;
  #open: Price | undefined;
  #high: Price | undefined;
  #low: Price | undefined;
  #volume = 0;
  /** Where the day before ended. */
  readonly #before: Price | undefined;
  #at: Instant;
  #told: Figures | undefined;

  /** `today` are the minutes of its day so far, `before` the last one of the day before. */
  constructor(contract: Contract, at: Instant, today: readonly Bar[], before: Bar | undefined) {
    this.#contract = contract;
    this.#at = at;
    this.#before = before?.close;
    for (const { open, high, low, close, volume } of today) {
      for (const price of [open, high, low, close]) this.#seen(price);
      this.#volume += volume;
    }
  }

  touched(bid: Price | undefined, ask: Price | undefined, at: Instant): void {
    this.#bid = bid;
    this.#ask = ask;
    this.#at = at;
  }

  traded({ price, quantity, tsEvent }: MarketTrade): void {
    this.#seen(price);
    this.#volume += quantity;
    this.#at = tsEvent;
  }

  /** What has changed since the last time; the first time everything. */
  changes(): QuoteRow {
    const before = this.#told;
    this.#told = this.#figures();
    return this.#row(this.#told, before);
  }

  whole = (): QuoteRow => this.#row(this.#figures(), undefined);

  #seen(price: Price): void {
    this.#last = price;
    this.#open ??= price;
    this.#high = this.#high === undefined || price > this.#high ? price : this.#high;
    this.#low = this.#low === undefined || price < this.#low ? price : this.#low;
  }

  #row(figures: Figures, before: Figures | undefined): QuoteRow {
    const { symbolId, instrument } = this.#contract;
    const at = timestamp(this.#at);
    const changed: Partial<Record<(typeof names)[number], number>> = {};
    for (const name of names) {
      const value = figures[name];
      if (value !== undefined && value !== before?.[name]) changed[name] = value;
    }
    return { symbol: symbolId, symbolName: `/${instrument.root}`, ...changed, lastUpdated: at, timestamp: at };
  }

  #figures(): Figures {
    const [last, before] = [this.#last, this.#before];
    const change = last === undefined || before === undefined ? undefined : ((last - before) as Price);
    return {
      lastPrice: figure(last),
      bestBid: figure(this.#bid),
      bestAsk: figure(this.#ask),
      change: figure(change),
      changePercent:
        change === undefined || !before ? undefined : Math.round((change / before) * CENTS * CENTS) / CENTS,
      open: figure(this.#open),
      high: figure(this.#high),
      low: figure(this.#low),
      volume: this.#volume,
    };
  }
}
