import type { Price } from '../model/price.ts';
import type { PriceStyleName } from '../model/price-named.ts';
import type { Instant } from '../model/time.ts';

/** A price that a desk may take as an instrument's "now". Both instants are of the clock that the source lives by. */
export interface Spot {
  readonly price: Price;
  /** As it was given. */
  readonly text: string;
  /** How the text was written; absent where nobody wrote one, as with a market. */
  readonly format?: PriceStyleName;
  /** When the source says that the price stood. */
  readonly stated: Instant;
  /** When the console heard of it. */
  readonly learned: Instant;
}

export type SpotFreshness = 'fresh' | 'old' | 'none';

/** What one source of an instrument says. */
export interface SpotOffer {
  /** The source's name, one of its kind for the instrument: `manual`, `venue mid`, `http`. */
  readonly source: string;
  /** Where it looks, without anything secret: `quotes.csv`, `quotes.example`. */
  readonly about: string;
  readonly spot?: Spot;
  /** Microseconds since it was stated. */
  readonly age?: number;
  readonly state: SpotFreshness;
  /** Microseconds after which it is said to be old. */
  readonly oldAfter: number;
  /** A sentence on what keeps the source from saying something new. */
  readonly problem?: string;
}

/** An offer that has a price. */
export type Offered = SpotOffer & { readonly spot: Spot; readonly age: number };

export interface InstrumentSpot {
  readonly instrument: string;
  /** In the order in which they count. */
  readonly offers: readonly SpotOffer[];
  /** The source that a person chose; absent where the order decides. */
  readonly choice?: string;
  readonly used?: Offered;
  /** Why this one, as words that can follow a name. */
  readonly why: string;
}

export interface SpotsState {
  /** A typed price farther than this from the one in use is asked for twice. */
  readonly askBeyondPercent: number;
  readonly spots: readonly InstrumentSpot[];
}
