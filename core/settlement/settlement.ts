import type { Price } from '../model/price.ts';
import type { Instant, TradeDate } from '../model/time.ts';

/** `flash` is the exchange's first price of the day (14:00 Chicago), `settle` its settlement. */
export type SettlementKind = 'flash' | 'settle';

/** One price of one instrument for one trade date, as a file or a person gave it. */
export interface Settlement {
  readonly instrument: string;
  readonly tradeDate: TradeDate;
  readonly kind: SettlementKind;
  readonly price: Price;
  /** The file it was in, or who said it. */
  readonly source: string;
  /** When it was stated: the time of the file. Of two of a kind the one stated later counts. */
  readonly tsEvent: Instant;
}

/** `two_pm` (14:00 Chicago) takes the day's price in, `four_pm` (16:00) makes it the start of the next day. */
export type RollKind = 'two_pm' | 'four_pm';

/** A roll that was done. */
export interface Roll {
  readonly tradeDate: TradeDate;
  readonly kind: RollKind;
  readonly tsEvent: Instant;
}
