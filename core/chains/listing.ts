import type { Instrument } from '../model/instrument.ts';
import type { Price } from '../model/price.ts';
import type { TradeDate } from '../model/time.ts';

export interface ListedStrike {
  readonly strike: Price;
  readonly call?: Instrument;
  readonly put?: Instrument;
}

/** What a market lists for one last trade date. */
export interface ListedExpiry {
  readonly expiry: TradeDate;
  /** Of its contracts, as the market says. */
  readonly lot: number;
  readonly future?: Instrument;
  /** Ascending; none where there is only a future. */
  readonly strikes: readonly ListedStrike[];
}

/** By last trade date, the nearest first. */
export type Listing = readonly ListedExpiry[];

interface Told {
  future?: Instrument;
  readonly strikes: Map<Price, ListedStrike>;
}

/** Puts contracts that are named by their day in order; others are left out, and of two that are told of twice the later one counts. */
export function listingOf(contracts: Iterable<Instrument>): Listing {
  const expiries = new Map<TradeDate, Told>();
  for (const contract of contracts) {
    const { expiry, option } = contract;
    if (expiry === undefined) continue;
    const found: Told = expiries.get(expiry) ?? { strikes: new Map() };
    expiries.set(expiry, found);
    if (option === undefined) found.future = contract;
    else
      found.strikes.set(option.strike, {
        strike: option.strike,
        ...found.strikes.get(option.strike),
        [option.right]: contract,
      });
  }
  return [...expiries]
    .map(([expiry, { future, strikes }]): ListedExpiry => {
      const listed = [...strikes.values()].sort((a, b) => a.strike - b.strike);
      const any = listed[0]?.call ?? listed[0]?.put ?? future;
      return { expiry, lot: any?.lot ?? 1, ...(future ? { future } : {}), strikes: listed };
    })
    .sort((a, b) => (a.expiry < b.expiry ? -1 : 1));
}

/** The future that is nearest to an expiry and no shorter, else the longest: it stands for the underlying where that has no price. */
export const futureFor = (listing: Listing, expiry: TradeDate): Instrument | undefined =>
  (listing.find((each) => each.future && each.expiry >= expiry) ?? listing.findLast(({ future }) => future))?.future;

/** The first expiry with options from a day on, or after it, since contracts on their last day are not for everybody. Undefined for none. */
export const nearestExpiry = (
  listing: Listing,
  from: TradeDate,
  { lastDay = true }: { readonly lastDay?: boolean } = {},
): ListedExpiry | undefined =>
  listing.find(({ expiry, strikes }) => strikes.length > 0 && (lastDay ? expiry >= from : expiry > from));
