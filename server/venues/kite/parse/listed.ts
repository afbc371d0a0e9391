import { type Price, priceFromDecimal } from '../../../../core/model/price.ts';
import type { TradeDate } from '../../../../core/model/time.ts';

/** The columns of Kite's list of instruments. */
export const columns = [
  'instrument_token',
  'exchange_token',
  'tradingsymbol',
  'name',
  'last_price',
  'expiry',
  'strike',
  'tick_size',
  'lot_size',
  'instrument_type',
  'segment',
  'exchange',
] as const;

/** An instrument as Kite lists it. */
export interface Listed {
  readonly token: number;
  readonly exchange: string;
  readonly tradingsymbol: string;
  /** Of the underlying for what is derived from one. */
  readonly name: string;
  readonly expiry?: TradeDate;
  readonly strike: Price;
  readonly tick: Price;
  readonly lot: number;
  readonly type: string;
  readonly segment: string;
}

const day = /^\d{4}-\d\d-\d\d$/;
const whole = /^[1-9]\d{0,9}$/;
/** What Python leaves of a decimal: `0.05`, `26000.0`, `1e-05`. */
const number = /^\d{1,9}(?:\.\d+)?(?:e-?\d\d?)?$/;

/** One line of the list; why it cannot be read where it cannot. */
export function readListed(row: readonly string[]): Listed | string {
  const [token = '', , tradingsymbol = '', name = '', , expiry = '', strike = '', tick = '', lot = '', ...rest] = row;
  const [type = '', segment = '', exchange = ''] = rest;
  if (rest.length !== 3) return `it has ${row.length} columns, and ${columns.length} are documented`;
  if (!whole.test(token) || tradingsymbol === '' || exchange === '') return 'it has no token, name or exchange';
  if (expiry !== '' && !day.test(expiry)) return `${expiry} is no day`;
  // an index has none, which the list says as 0
  if (lot !== '0' && !whole.test(lot)) return `${lot} is no lot`;
  const [strikePrice, tickSize] = [decimalOf(strike), decimalOf(tick)];
  if (strikePrice === undefined || tickSize === undefined) return `${strike} or ${tick} is no price`;
  return {
    token: Number(token),
    exchange,
    tradingsymbol,
    name,
    ...(expiry === '' ? {} : { expiry: expiry as TradeDate }),
    strike: strikePrice,
    tick: tickSize,
    lot: Math.max(1, Number(lot)),
    type,
    segment,
  };
}

function decimalOf(text: string): Price | undefined {
  if (text === '') return priceFromDecimal('0');
  if (!number.test(text)) return undefined;
  try {
    return priceFromDecimal(text.includes('e') ? Number(text).toFixed(9) : text);
  } catch {
    return undefined;
  }
}
