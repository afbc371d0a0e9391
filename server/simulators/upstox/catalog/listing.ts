import type { Instrument } from '../../../../core/model/instrument.ts';
import type { InstrumentRegistry } from '../../../../core/model/registry.ts';
import { isMonthly } from '../../exchange/derived/listing.ts';
import type { Row } from '../answers.ts';
import { priceNumber } from '../numbers.ts';
import { listedName, quotedName } from './names.ts';
import { isinOf } from './shares.ts';

export type Segment = 'NSE_EQ' | 'BSE_EQ' | 'NSE_INDEX' | 'BSE_INDEX' | 'NSE_FO' | 'BSE_FO';

/** What the venue lists of an instrument of ours. */
export interface Listed {
  readonly instrument: Instrument;
  /** `NSE_FO|43919` */
  readonly key: string;
  readonly segment: Segment;
  /** As orders and positions name the exchange: `NFO`. */
  readonly exchange: string;
  /** `NIFTY26NOV26000CE` */
  readonly symbol: string;
  /** Under which quotes answer: `NSE_FO:NIFTY26NOV26000CE`. */
  readonly quoteKey: string;
  /** Sorts those of one underlying by expiry, strike and right. */
  readonly order: string;
  /** Of the lists that are fetched each morning. */
  readonly row: Row;
  /** Of `/option/contract`. */
  readonly contract?: Row;
}

export interface ListingTerms {
  /** The exchange's number. */
  readonly token: string;
  readonly registry: InstrumentRegistry;
  readonly underlying: Instrument | undefined;
}

const MOST_SHARES = 100_000;
const PAISE = 100;

export function listing(instrument: Instrument, terms: ListingTerms): Listed {
  const segment = segmentOf(instrument);
  const { exchange, expiry, option } = instrument;
  const key = keyOf(instrument, terms);
  const symbol = quotedName(instrument, terms.registry);
  return {
    instrument,
    key,
    segment,
    exchange,
    symbol,
    quoteKey: `${segment}:${symbol}`,
    order: `${expiry} ${String(option?.strike ?? 0).padStart(20, '0')} ${option?.right}`,
    ...(expiry ? datedRows(instrument, key, terms) : { row: outrightRow(instrument, key, terms) }),
  };
}

function segmentOf({ exchange, calculated, expiry }: Instrument): Segment {
  const isBombay = exchange === 'BSE' || exchange === 'BFO';
  if (expiry !== undefined) return isBombay ? 'BSE_FO' : 'NSE_FO';
  if (calculated) return isBombay ? 'BSE_INDEX' : 'NSE_INDEX';
  return isBombay ? 'BSE_EQ' : 'NSE_EQ';
}

function keyOf(instrument: Instrument, { token, registry }: Pick<ListingTerms, 'token' | 'registry'>): string {
  const segment = segmentOf(instrument);
  if (instrument.expiry !== undefined) return `${segment}|${token}`;
  return `${segment}|${instrument.calculated ? listedName(instrument, registry) : isinOf(instrument.root)}`;
}

/** `NSE` of every segment of the National Stock Exchange. */
const marketOf = (instrument: Instrument): string => segmentOf(instrument).slice(0, 3);

function outrightRow(instrument: Instrument, key: string, { token, registry }: ListingTerms): Row {
  const { root, name, tick, lot = 1, freezeQuantity = MOST_SHARES, calculated } = instrument;
  const shared = {
    segment: segmentOf(instrument),
    name: calculated ? listedName(instrument, registry) : name.toUpperCase(),
    exchange: marketOf(instrument),
    instrument_type: calculated ? 'INDEX' : 'EQ',
    instrument_key: key,
    exchange_token: token,
    trading_symbol: root,
  };
  if (calculated) return shared;
  return {
    ...shared,
    isin: isinOf(root),
    lot_size: lot,
    freeze_quantity: freezeQuantity,
    qty_multiplier: 1,
    tick_size: priceNumber(tick) * PAISE,
    short_name: root,
    security_type: 'NORMAL',
  };
}

function datedRows(
  instrument: Instrument,
  key: string,
  terms: ListingTerms,
): { readonly row: Row; readonly contract?: Row } {
  const { root, expiry = '', tick, lot = 1, freezeQuantity = MOST_SHARES, option } = instrument;
  const { token, registry, underlying } = terms;
  const underlyingKey = underlying && keyOf(underlying, { token: '', registry });
  const shared = {
    weekly: !isMonthly(instrument, registry),
    segment: segmentOf(instrument),
    name: root,
    exchange: marketOf(instrument),
    instrument_type: option ? (option.right === 'call' ? 'CE' : 'PE') : 'FUT',
    underlying_symbol: root,
    instrument_key: key,
    lot_size: lot,
    freeze_quantity: freezeQuantity,
    exchange_token: token,
    minimum_lot: lot,
    underlying_key: underlyingKey,
    tick_size: priceNumber(tick) * PAISE,
    underlying_type: underlying?.calculated ? 'INDEX' : 'EQUITY',
    trading_symbol: listedName(instrument, registry),
    ...(option ? { strike_price: priceNumber(option.strike) } : {}),
  };
  const row = {
    ...shared,
    asset_symbol: root,
    asset_key: underlyingKey,
    asset_type: shared.underlying_type,
    qty_multiplier: 1,
    expiry: Date.parse(`${expiry}T23:59:59+05:30`),
  };
  return option ? { row, contract: { ...shared, expiry } } : { row };
}
