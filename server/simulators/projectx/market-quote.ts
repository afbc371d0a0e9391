import type { Bar, MarketTrade } from '../../../core/model/market.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { Contract } from './contracts.ts';
import { priceNumber, timestamp } from './numbers.ts';

const CENTS = 100;

export interface QuoteRow {
  readonly symbol: string;
  readonly symbolName?: string;
  readonly lastPrice?: number;
  readonly bestBid?: number;
  readonly bestAsk?: number;
  readonly change?: number;
  readonly changePercent?: number;
  readonly open?: number;
  readonly high?: number;
  readonly low?: number;
  readonly volume?: number;
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
  #told: Readonly<Record<string, unknown>> = {};

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

  /** What has changed since the last time, with the names and the times; the first time everything. */
  changes(): QuoteRow {
    const figures = this.#figures();
    const changed = Object.entries(figures).filter(([name, value]) => this.#told[name] !== value);
    this.#told = figures;
    return { ...this.#head(), ...Object.fromEntries(changed), ...this.#times() };
  }

  whole = (): QuoteRow => ({ ...this.#head(), ...this.#figures(), ...this.#times() });

  #seen(price: Price): void {
    this.#last = price;
    this.#open ??= price;
    this.#high = this.#high === undefined || price > this.#high ? price : this.#high;
    this.#low = this.#low === undefined || price < this.#low ? price : this.#low;
  }

  #head() {
    const { symbolId, instrument } = this.#contract;
    return { symbol: symbolId, symbolName: `/${instrument.root}` };
  }

  #times() {
    const at = timestamp(this.#at);
    return { lastUpdated: at, timestamp: at };
  }

  #figures(): Record<string, number> {
    const change =
      this.#last === undefined || this.#before === undefined ? undefined : ((this.#last - this.#before) as Price);
    const prices = {
      lastPrice: this.#last,
      bestBid: this.#bid,
      bestAsk: this.#ask,
      change,
      open: this.#open,
      high: this.#high,
      low: this.#low,
    };
    const known = Object.entries(prices).flatMap(([name, price]) =>
      price === undefined ? [] : [[name, priceNumber(price)] as const],
    );
    const percent =
      change === undefined || !this.#before
        ? {}
        : { changePercent: Math.round((change / this.#before) * CENTS * CENTS) / CENTS };
    return { ...Object.fromEntries(known), ...percent, volume: this.#volume };
  }
}
