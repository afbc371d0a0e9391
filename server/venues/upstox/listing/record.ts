import { z } from 'zod';
import type { Price } from '../../../../core/model/price.ts';
import { fromMilliseconds, type TradeDate } from '../../../../core/model/time.ts';
import { jsonPrice, scaled } from '../../parse/number.ts';
import { dayOf } from '../parse/time.ts';

/** Ticks are listed in paise. */
const PRICE_PER_PAISA = 10_000_000;

const jsonTick = z.number().transform((paise) => (scaled(paise, PRICE_PER_PAISA) ?? 0) as Price);
const jsonExpiry = z.union([z.number(), z.string().regex(/^\d{4}-\d\d-\d\d$/)]).transform((expiry) => {
  const day = typeof expiry === 'number' ? dayOf(fromMilliseconds(expiry)) : expiry;
  return day as TradeDate;
});

/** An instrument as Upstox lists it. `instrument_key` is opaque. */
export const listedRecord = z
  .object({
    instrument_key: z.string().min(1),
    segment: z.string(),
    instrument_type: z.string(),
    trading_symbol: z.string(),
    name: z.string().nullish(),
    underlying_symbol: z.string().nullish(),
    asset_symbol: z.string().nullish(),
    expiry: jsonExpiry.nullish(),
    strike_price: jsonPrice.nullish(),
    tick_size: jsonTick.nullish(),
    lot_size: z.number().nullish(),
    freeze_quantity: z.number().nullish(),
  })
  .transform((row) => ({
    key: row.instrument_key,
    segment: row.segment,
    type: row.instrument_type,
    symbol: row.trading_symbol,
    name: row.name || row.trading_symbol,
    root: row.underlying_symbol || row.asset_symbol || '',
    ...(row.expiry == null ? {} : { expiry: row.expiry }),
    ...(row.strike_price == null ? {} : { strike: row.strike_price }),
    ...(row.tick_size == null ? {} : { tick: row.tick_size }),
    ...(row.lot_size == null ? {} : { lot: row.lot_size }),
    ...(row.freeze_quantity == null ? {} : { freeze: row.freeze_quantity }),
  }));
export type ListedRecord = z.output<typeof listedRecord>;
