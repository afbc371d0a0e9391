import type { Price } from '../model/price.ts';
import type { BookState } from '../topics.ts';
import type { ListedExpiry, ListedStrike } from './listing.ts';
import { nearestStrike } from './strike-rules.ts';

export interface ChainWindow {
  /** The strike at the money, where a price of the underlying is known. */
  readonly atm: Price | undefined;
  /** So many on each side of it, or of the middle one. */
  readonly strikes: readonly ListedStrike[];
}

export function chainWindow({ strikes }: ListedExpiry, spot: Price | undefined, each: number): ChainWindow {
  const prices = strikes.map(({ strike }) => strike);
  const middle = spot === undefined ? Math.floor((strikes.length - 1) / 2) : nearestStrike(prices, spot);
  return {
    atm: spot === undefined ? undefined : prices[middle],
    strikes: strikes.slice(Math.max(0, middle - each), middle + each + 1),
  };
}

/** Where an underlying is: its last price, or the better side of its book. */
export const priceOf = (book: BookState | undefined): Price | undefined =>
  book?.last?.price ?? book?.snapshot.bids[0]?.price ?? book?.snapshot.asks[0]?.price;
