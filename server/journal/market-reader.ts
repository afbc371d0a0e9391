import type { Bar, MarketTrade } from '../../core/model/market.ts';
import type { Price } from '../../core/model/price.ts';
import type { Quantity } from '../../core/model/quantity.ts';
import { type Instant, MINUTE, type TradeDate } from '../../core/model/time.ts';
import type { RunKey } from './port.ts';
import type { Statements } from './statements.ts';

export interface DayVolume {
  readonly instrument: string;
  readonly price: Price;
  readonly quantity: Quantity;
  readonly trades: number;
}

/** How late a trade may come and still be found. */
const CAME_LATE = MINUTE;
const MOST_TRADES = 200_000;

/** What a start and history need of the market record. */
export class MarketReader {
  readonly #sql: Statements;
  readonly #key: readonly [environment: string, run: string];

  constructor(sql: Statements, { environment, run }: RunKey) {
    this.#sql = sql;
    this.#key = [environment, run];
  }

  bars(instrument: string, from: Instant, to: Instant): readonly Bar[] {
    return this.#sql.all('bars', ...this.#key, instrument, from, to);
  }

  lastTrades(): readonly MarketTrade[] {
    return this.#sql.all('last_trades', ...this.#key);
  }

  /** The newest bar that began before an instant. */
  barBefore(instrument: string, at: Instant): Bar | undefined {
    return this.#sql.one('bar_before', ...this.#key, instrument, at);
  }

  /** Trades of all instruments from the minute of the newest bar on, oldest first: what bars are still to be made of. */
  tradesSinceNewestBar(): readonly MarketTrade[] {
    const newest = this.#sql.one<{ at: Instant | null }>('newest_bar', ...this.#key)?.at ?? 0;
    const before = this.#sql.one<{ seq: number }>('trade_before', ...this.#key, newest)?.seq ?? 0;
    return this.#sql.all('trades_after', ...this.#key, before);
  }

  /** The newest 200,000 trades of an instrument in `[from, to)` in the order of time, as far as they are still recorded. */
  tradesBetween(instrument: string, from: Instant, to: Instant): readonly MarketTrade[] {
    const [first, last] = [this.#firstTradeSince(from), this.#firstTradeSince((to + 2 * CAME_LATE) as Instant)];
    const newest = this.#sql.all<MarketTrade>(
      'trades_between',
      ...this.#key,
      instrument,
      first,
      last,
      from,
      to,
      MOST_TRADES,
    );
    return newest.sort((a, b) => a.tsEvent - b.tsEvent);
  }

  /** Where trades of an instant begin: they lie in the order they came, which is nearly that of time. */
  #firstTradeSince(at: Instant): number {
    const { first, last } = this.#sql.one<{ first: number | null; last: number | null }>('trade_span') ?? {};
    let [low, high] = [first ?? 0, (last ?? 0) + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const near = this.#sql.one<{ at: number }>('trade_at', middle)?.at ?? Number.POSITIVE_INFINITY;
      if (near < at - CAME_LATE) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  dayVolumes(tradeDate: TradeDate): readonly DayVolume[] {
    return this.#sql.all('day_volumes', ...this.#key, tradeDate);
  }

  /** The newest trades of a trade date, oldest first. */
  dayTape(instrument: string, tradeDate: TradeDate, limit: number): readonly MarketTrade[] {
    return this.#sql.all<MarketTrade>('day_tape', ...this.#key, instrument, tradeDate, limit).reverse();
  }
}
