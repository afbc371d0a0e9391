import type { Money } from './money.ts';
import type { Right } from './option.ts';
import type { Price } from './price.ts';
import type { TradeDate } from './time.ts';

/** How an exchange writes a price; the printer and the parser take the style, never the root. */
export type PriceStyle =
  | { readonly kind: 'decimal'; readonly decimals: number }
  /**
   * 32nds, or 64ths for options on notes and bonds, with `digits` behind the tick mark; digits beyond two are cut decimals of one of them:
   * ZN `110'085`, ZT `104'282`, an option `0'23`; four digits as TT shows quarters and eighths, `110'0875`.
   */
  | { readonly kind: 'thirtySeconds' | 'sixtyFourths'; readonly digits: 2 | 3 | 4 }
  /** Eighths in one digit, as grains are quoted in cents: `450'2`. */
  | { readonly kind: 'eighths' };

export type Currency = 'USD' | 'USDT' | 'INR';
/** `utc` is of markets that never close. */
export type SessionName = 'cme' | 'nse' | 'utc';

/** A tradable contract (`ZNZ6`) or an index (`NIFTY`). */
export interface Instrument {
  readonly id: string;
  readonly root: string;
  readonly name: string;
  readonly exchange: string;
  readonly currency: Currency;
  /** Smallest step of an outright price. */
  readonly tick: Price;
  /** Money one tick is worth for one contract. */
  readonly tickValue: Money;
  /** Currency units per whole point for one contract. */
  readonly multiplier: number;
  readonly priceStyle: PriceStyle;
  readonly session: SessionName;
  /** Prices that a desk watches, in any order; absent where it named none. */
  readonly technicalLevels?: readonly Price[];
  /** `YYYY-MM`, absent for an index. */
  readonly deliveryMonth?: string;
  /** Contracts come in multiples of this; 1 where it is left out. */
  readonly lot?: number;
  /** The exchange takes no order of more contracts; a larger one is sent in slices. Any where it is left out. */
  readonly freezeQuantity?: number;
  /** Last trade date, of a contract that is named by its day. */
  readonly expiry?: TradeDate;
  /** Present for an option; its underlying is the index or share that `root` names. */
  readonly option?: { readonly strike: Price; readonly right: Right };
  /** Is calculated and never traded, as an index is. */
  readonly calculated?: true | undefined;
}
