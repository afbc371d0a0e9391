import { type Price, priceToDecimal } from '../../../core/model/price.ts';
import type { ExchangeOrder } from '../port.ts';
import {
  ALGO_TYPE_ADL,
  ALGO_TYPE_NONE,
  EXECUTION_NEW,
  EXECUTION_RESTATED,
  EXECUTION_TRADE,
  MARKET_ASE,
  MARKET_CME,
  sideCodes,
  statusCodes,
  timeInForceCodes,
  typeCodes,
} from './codes.ts';
import { executionOf } from './ids.ts';
import { Digits, double } from './json.ts';
import { nanosecondsOf } from './ledger.ts';
import type { Parent } from './parents.ts';
import type { TtParts } from './parts.ts';
import { BROKER_ID, USER_ID } from './people.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A double with the price's own digits. */
export function priceDigits(price: Price): Digits {
  const text = priceToDecimal(price);
  return new Digits(text.includes('.') ? text : `${text}.0`);
}

const parameters = (...list: Row[]): Row => ({ userParameterList: list });

/** An order as `/orders` writes it: codes and the user are texts, the account a number, and times numbers beyond the exact ones. */
export function orderRow({ catalog, names }: TtParts, order: ExchangeOrder, skew: bigint): Row {
  const { id, request, terms, filledQuantity, status, tsUpdated, reason } = order;
  const { account, instrument, side, type, timeInForce, parent } = request;
  const isOpen = status === 'working' || status === 'partially_filled' || status === 'pending';
  const execution = executionOf(`${id} ${status} ${filledQuantity} ${tsUpdated}`);
  return {
    accountId: Number(account),
    algoType: parent === undefined ? ALGO_TYPE_NONE : ALGO_TYPE_ADL,
    brokerId: BROKER_ID,
    cumulatedQuantity: double(filledQuantity),
    currUserId: USER_ID,
    dateTime: nanosecondsOf(tsUpdated) + skew,
    execId: execution,
    executionType: String(filledQuantity > 0 ? EXECUTION_TRADE : EXECUTION_NEW),
    instrumentId: catalog.idOf(instrument),
    leavesQuantity: double(isOpen ? terms.quantity - filledQuantity : 0),
    manualOrderIndicator: parent === undefined,
    marketId: MARKET_CME,
    orderId: names.nameOf(id),
    orderQty: double(terms.quantity),
    orderStatus: String(statusCodes[status]),
    orderType: String(typeCodes[type]),
    parentOrderId: names.nameOf(parent ?? id),
    price: terms.price === undefined ? undefined : priceDigits(terms.price),
    side: String(sideCodes[side]),
    stopPrice: terms.stopPrice === undefined ? undefined : priceDigits(terms.stopPrice),
    text: reason,
    textA: request.tag,
    timeInForce: String(timeInForceCodes[timeInForce]),
    uniqueExecId: execution,
    userId: String(USER_ID),
    userParameters: parameters({ name: '__on_leave', type: 2, v_int32: 0 }),
  };
}

/** An algorithm's order: it has neither price nor quantity. */
export function parentRow({ catalog, names }: TtParts, parent: Parent, skew: bigint): Row {
  const { id, account, instrument, side, tsUpdated, left } = parent;
  const execution = executionOf(`${id} ${left}`);
  return {
    accountId: Number(account),
    algoInstrumentId: '10628608476345732679',
    algoType: ALGO_TYPE_ADL,
    brokerId: BROKER_ID,
    currUserId: USER_ID,
    dateTime: nanosecondsOf(tsUpdated) + skew,
    execId: execution,
    executionType: String(EXECUTION_RESTATED),
    instrumentId: catalog.idOf(instrument),
    manualOrderIndicator: true,
    marketId: MARKET_ASE,
    orderId: names.nameOf(id),
    orderStatus: String(left > 0 ? statusCodes.working : statusCodes.filled),
    orderType: String(typeCodes.limit),
    securityDescription: 'Slicer',
    side: String(sideCodes[side]),
    syntheticStatus: left > 0 ? 3 : 9,
    syntheticType: '7',
    timeInForce: '2',
    uniqueExecId: execution,
    userId: String(USER_ID),
    userParameters: parameters(
      { displayName: '', name: '_algo_name', type: 7, v_string: 'Slicer' },
      { displayName: '', name: 'enable_algo_risk_checks', type: 6, v_bool: false },
    ),
  };
}
