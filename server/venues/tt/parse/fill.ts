import { z } from 'zod';
import type { ExecutionId, VenueOrderId } from '../../../../core/model/ids.ts';
import {
  accountField,
  codeField,
  executionField,
  idField,
  maybe,
  nanosecondsField,
  orderField,
  priceField,
  quantityField,
  type SideOf,
  sideField,
  wholeField,
} from './fields.ts';

const fill = (sideOf: SideOf) =>
  z.looseObject({
    uniqueExecId: maybe(executionField),
    execId: maybe(executionField),
    execID: maybe(executionField),
    recordId: maybe(executionField),
    timeStamp: nanosecondsField,
    accountId: accountField,
    instrumentId: idField,
    marketId: maybe(wholeField),
    orderId: orderField,
    parentOrderId: maybe(orderField),
    side: sideField(sideOf),
    lastQty: quantityField,
    lastPx: priceField,
    algoType: maybe(codeField),
    aggressorIndicator: z.union([z.string(), z.boolean()]).nullish(),
  });

/** Has one of the ids there are: TT's own is unique over all exchanges, an exchange's in itself, and old records have only that of the ledger. */
export const fillRecord = (sideOf: SideOf) =>
  fill(sideOf).transform((record, context) => {
    const { uniqueExecId, execId, execID, recordId, aggressorIndicator, ...rest } = record;
    const executionId: ExecutionId | undefined = uniqueExecId ?? execId ?? execID ?? recordId;
    if (executionId === undefined) {
      context.issues.push({
        code: 'custom',
        message: 'has none of uniqueExecId, execId, execID and recordId',
        input: record,
      });
      return z.NEVER;
    }
    if (rest.lastQty === 0) {
      context.issues.push({ code: 'custom', message: 'lastQty: is nothing', input: record });
      return z.NEVER;
    }
    const aggressor = aggressorIndicator === undefined || aggressorIndicator === null ? '' : String(aggressorIndicator);
    return {
      executionId,
      own: uniqueExecId,
      others: othersOf({ execId, execID, recordId }, rest),
      timeStamp: rest.timeStamp,
      accountId: rest.accountId,
      instrumentId: rest.instrumentId,
      marketId: rest.marketId,
      orderId: rest.orderId,
      parentOrderId: parentOf(rest),
      side: rest.side,
      quantity: rest.lastQty,
      price: rest.lastPx,
      algoType: rest.algoType,
      liquidity: aggressor === 'true' ? ('taker' as const) : aggressor === 'false' ? ('maker' as const) : undefined,
    };
  });

export type FillRecord = z.output<ReturnType<typeof fillRecord>>;

/** What else it is known by: an order that makes others repeats their executions by the same ids of the exchange. */
const othersOf = (
  ids: Readonly<Record<string, ExecutionId | undefined>>,
  { orderId, timeStamp }: { readonly orderId: VenueOrderId; readonly timeStamp: bigint },
): readonly string[] =>
  Object.entries(ids).flatMap(([name, id]) => (id === undefined ? [] : [[name, id, orderId, timeStamp].join(' ')]));

/** An order that nobody made names itself as its parent. */
export const parentOf = ({
  orderId,
  parentOrderId,
}: {
  readonly orderId: VenueOrderId;
  readonly parentOrderId?: VenueOrderId | undefined;
}): VenueOrderId | undefined => (parentOrderId === orderId ? undefined : parentOrderId);
