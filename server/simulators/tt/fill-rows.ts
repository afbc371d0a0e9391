import {
  ALGO_TYPE_ADL,
  ALGO_TYPE_NONE,
  EXECUTION_TRADE,
  MARKET_ASE,
  MARKET_CME,
  sideCodes,
  statusCodes,
  typeCodes,
} from './codes.ts';
import { executionOf, idOf } from './ids.ts';
import { double } from './json.ts';
import type { FillEntry } from './ledger.ts';
import { priceDigits, type Row } from './order-rows.ts';
import type { TtParts } from './parts.ts';
import { USER_ID } from './people.ts';

/** A fill as `/fills` writes it: codes are numbers, and times texts. */
export function fillRow({ catalog, names }: TtParts, entry: FillEntry, skew: bigint): Row {
  const { trade, order, parent, nanoseconds } = entry;
  const own = parent?.id ?? order.id;
  const made = order.request.parent;
  const isWhole = parent === undefined ? order.filledQuantity === order.terms.quantity : parent.left === 0;
  const execution = executionOf(`fill ${trade.id} ${own}`);
  const time = String(nanoseconds + skew);
  return {
    account: String(trade.account),
    accountId: Number(trade.account),
    aggressorIndicator: trade.liquidity === 'taker' ? 'true' : 'false',
    algoType: made === undefined ? ALGO_TYPE_NONE : ALGO_TYPE_ADL,
    connectionId: 1,
    currUserId: USER_ID,
    execID: trade.id,
    execInst: 0,
    execType: EXECUTION_TRADE,
    exchLeavesQty: double(parent?.left ?? order.terms.quantity - order.filledQuantity),
    instrumentId: catalog.idOf(trade.instrument),
    lastPx: priceDigits(trade.price),
    lastQty: double(trade.quantity),
    manualFill: false,
    marketId: parent === undefined ? MARKET_CME : MARKET_ASE,
    multiLegReportingType: 1,
    ordStatus: String(isWhole ? statusCodes.filled : statusCodes.partially_filled),
    ordType: parent === undefined ? typeCodes[order.request.type] : typeCodes.limit,
    orderCapacity: 1,
    orderId: names.nameOf(own),
    parentOrderId: names.nameOf(parent?.id ?? made ?? order.id),
    recordId: idOf(`record ${trade.id} ${own}`),
    secondaryOrderId: order.id,
    side: sideCodes[trade.side],
    textA: order.request.tag,
    timeSentTT: time,
    timeStamp: time,
    tradeType: 0,
    transactTime: String(BigInt(trade.ts) * 1_000n + skew),
    uniqueExecId: execution,
    userId: USER_ID,
  };
}
