import type { Instrument } from '../../core/model/instrument.ts';
import { priceToDecimal } from '../../core/model/price.ts';
import type { BookState } from '../../core/topics.ts';

/** One option of a chain, for programs: prices as exact decimals, null for what is not told. */
export interface OptionReport {
  readonly instrument: string;
  readonly bid: string | null;
  readonly bidSize: number | null;
  readonly ask: string | null;
  readonly askSize: number | null;
  readonly last: string | null;
  readonly openInterest: number | null;
  /** Of the trade date. */
  readonly volume: number | null;
}

export interface ChainReport {
  readonly market: string;
  readonly root: string;
  readonly underlying: { readonly instrument: string; readonly calculated: boolean; readonly price: string | null };
  readonly expiry: string;
  /** All that have options, ascending. */
  readonly expiries: readonly string[];
  readonly future: string | null;
  readonly lot: number;
  /** The strike at the money. */
  readonly atm: string | null;
  /** What a rule chose; null where nothing is listed so far out. */
  readonly picked?: { readonly rule: string; readonly call: string | null; readonly put: string | null };
  /** Ascending. */
  readonly strikes: readonly {
    readonly strike: string;
    readonly call: OptionReport | null;
    readonly put: OptionReport | null;
  }[];
}

export function optionReport({ id }: Instrument, book: BookState | undefined): OptionReport {
  const [bid] = book?.snapshot.bids ?? [];
  const [ask] = book?.snapshot.asks ?? [];
  return {
    instrument: id,
    bid: bid ? priceToDecimal(bid.price) : null,
    bidSize: bid?.quantity ?? null,
    ask: ask ? priceToDecimal(ask.price) : null,
    askSize: ask?.quantity ?? null,
    last: book?.last ? priceToDecimal(book.last.price) : null,
    openInterest: book?.openInterest ?? null,
    volume: book ? book.sessionVolume : null,
  };
}
