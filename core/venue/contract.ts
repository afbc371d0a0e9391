import type { Money } from '../model/money.ts';
import type { Price } from '../model/price.ts';

/** A contract as a venue lists it. */
export interface VenueContract {
  /** The venue's own id, opaque. */
  readonly id: string;
  /** Of the settings, where they have it. */
  readonly instrument?: string;
  readonly name: string;
  readonly about: string;
  readonly tick: Price;
  readonly tickValue: Money;
  /** The venue takes orders in it. */
  readonly active: boolean;
  readonly volume?: number;
  readonly openInterest?: number;
  /** `YYYY-MM-DD` */
  readonly lastTradeDate?: string;
}
