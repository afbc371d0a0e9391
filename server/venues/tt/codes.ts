import type { OrderStatus, OrderType, TimeInForce } from '../../../core/model/order.ts';
import type { Side } from '../../../core/model/quantity.ts';

/** What the codes of orders and fills mean, by the lists that TT serves; a code is a text in orders and a number in fills. */
export interface Codes {
  /** Undefined for a code that is neither. */
  side(code: string): Side | undefined;
  /** Undefined for a code that is none of ours. */
  status(code: string): OrderStatus | undefined;
  /** TT's own word where the desk has no such type. */
  type(code: string): OrderType | (string & {});
  timeInForce(code: string): TimeInForce | (string & {});
  /** As TT writes it: `ALGO_TYPE_ADL`. */
  algoType(code: string): string | undefined;
}

const sides: Readonly<Record<string, Side>> = { BUY: 'buy', SELL: 'sell' };

const statuses: Readonly<Record<string, OrderStatus>> = {
  NEW: 'working',
  WORKING: 'working',
  STOPPED: 'working',
  HELD: 'working',
  SUSPENDED: 'working',
  RESTATED: 'working',
  REPLACED: 'working',
  PENDING_CANCEL: 'working',
  PENDING_REPLACE: 'working',
  PENDING_NEW: 'pending',
  PARTIALLY_FILLED: 'partially_filled',
  PARTIAL: 'partially_filled',
  FILLED: 'filled',
  CANCELED: 'canceled',
  CANCELLED: 'canceled',
  DONE_FOR_DAY: 'canceled',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
};

const types: Readonly<Record<string, OrderType>> = {
  MARKET: 'market',
  LIMIT: 'limit',
  STOP: 'stop',
  STOP_MARKET: 'stop',
  STOP_LIMIT: 'stop_limit',
};

const timesInForce: Readonly<Record<string, TimeInForce>> = { DAY: 'day', IOC: 'ioc', IMMEDIATE_OR_CANCEL: 'ioc' };

const prefixes = /^(?:ORD(?:ER)?_STATUS|ORD(?:ER)?_TYPE|TIME_IN_FORCE|TIF|SIDE)_/;

const word = (name: string): string =>
  name
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_')
    .replace(prefixes, '');

export function codesOf(lists: ReadonlyMap<string, ReadonlyMap<string, string>>): Codes {
  const nameOf = (list: string, code: string): string | undefined => lists.get(list)?.get(code);
  const wordOf = (list: string, code: string): string => word(nameOf(list, code) ?? code);
  return {
    side: (code) => sides[wordOf('side', code)],
    status: (code) => statuses[wordOf('orderStatus', code)],
    type: (code) => types[wordOf('orderType', code)] ?? wordOf('orderType', code).toLowerCase(),
    timeInForce: (code) => timesInForce[wordOf('timeInForce', code)] ?? wordOf('timeInForce', code).toLowerCase(),
    algoType: (code) => nameOf('algoType', code),
  };
}
