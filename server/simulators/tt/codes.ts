import type { OrderStatus, OrderType, TimeInForce } from '../../../core/model/order.ts';
import type { Side } from '../../../core/model/quantity.ts';

export const MARKET_CME = 7;
/** TT's own market of orders that make others. */
export const MARKET_ASE = 1001;
export const PRODUCT_TYPE_FUTURE = 34;
export const ALGO_TYPE_ADL = 0;
/** Of an order that no algorithm made. */
export const ALGO_TYPE_NONE = 11;
export const EXECUTION_NEW = 1;
export const EXECUTION_RESTATED = 12;
export const EXECUTION_TRADE = 14;

export const sideCodes: Readonly<Record<Side, number>> = { buy: 1, sell: 2 };

export const typeCodes: Readonly<Record<OrderType, number>> = { market: 1, limit: 2, stop: 3, stop_limit: 4 };

export const timeInForceCodes: Readonly<Record<TimeInForce, number>> = { day: 1, ioc: 4 };

export const statusCodes: Readonly<Record<OrderStatus, number>> = {
  pending: 10,
  working: 1,
  partially_filled: 2,
  filled: 3,
  canceled: 5,
  rejected: 8,
  expired: 12,
  unknown: 16,
};

/** `/orderdata`: what the codes of orders and fills mean, as far as they are sent here. */
export const orderData: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  side: { 1: 'BUY', 2: 'SELL' },
  orderStatus: {
    1: 'NEW',
    2: 'PARTIALLY_FILLED',
    3: 'FILLED',
    5: 'CANCELED',
    8: 'REJECTED',
    10: 'PENDING_NEW',
    12: 'EXPIRED',
    16: 'UNKNOWN',
  },
  orderType: { 1: 'MARKET', 2: 'LIMIT', 3: 'STOP', 4: 'STOP_LIMIT' },
  timeInForce: { 1: 'DAY', 2: 'GOOD_TILL_CANCEL', 4: 'IMMEDIATE_OR_CANCEL' },
  executionType: { 1: 'NEW', 3: 'CANCELED', 4: 'REPLACED', 7: 'REJECTED', 11: 'EXPIRED', 12: 'RESTATED', 14: 'TRADE' },
  algoType: {
    0: 'ALGO_TYPE_ADL',
    1: 'ALGO_TYPE_SSE',
    2: 'ALGO_TYPE_CUSTOM_LIBRARY',
    3: 'ALGO_TYPE_VENDOR',
    11: 'ALGO_TYPE_UNKNOWN',
  },
  syntheticStatus: { 3: 'WORKING', 9: 'FINISHED' },
  syntheticType: { 7: 'SYNTHETIC_TYPE_ALGO' },
  execInst: { 0: 'EXEC_INST_NONE' },
  multiLegReportingType: { 1: 'OUTRIGHT' },
  fillType: { 1: 'OUTRIGHT' },
  tradeType: { 0: 'REGULAR_TRADE' },
  contingencyType: { 1: 'CONTINGENCY_TYPE_ONE_CANCELS_THE_OTHER' },
  positionEffect: { 0: 'OPEN', 1: 'CLOSE' },
  orderCapacity: { 1: 'ORDER_CAPACITY_AGENCY', 2: 'ORDER_CAPACITY_PRINCIPAL' },
};
