import type { Money } from './money.ts';
import type { Price } from './price.ts';

/** How an exchange writes a price; the printer and the parser take the style, never the root. */
export type PriceStyle =
  | { readonly kind: 'decimal'; readonly decimals: number }
  /** 32nds with `digits` behind the tick mark; digits beyond two are a truncated decimal of a 32nd: ZN `110'085`, ZT `104'282`. */
  | { readonly kind: 'thirtySeconds'; readonly digits: 2 | 3 };

export type Currency = 'USD' | 'INR';
export type SessionName = 'cme' | 'nse';

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
  /** `YYYY-MM`, absent for an index. */
  readonly deliveryMonth?: string;
}
