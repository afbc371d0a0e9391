import { z } from 'zod';
import { addMoney, type Money, NO_MONEY } from '../../../../core/model/money.ts';
import type { TradeRecord as OwnTradeRecord } from '../../own-orders/record.ts';
import { jsonMoney, jsonPrice, jsonQuantity } from '../../parse/number.ts';
import { jsonAccountId, jsonContractId, jsonOrderId, jsonTradeId } from './ids.ts';
import { jsonInstant } from './instant.ts';
import { jsonSide } from './order.ts';

/** An execution of an account: a half-turn. */
export interface TradeRecord extends OwnTradeRecord {
  readonly fee: Money;
  /** What the gateway realized by it; absent where it opens or adds. */
  readonly realized?: Money;
}

export const tradeRecord = z
  .object({
    id: jsonTradeId,
    accountId: jsonAccountId,
    contractId: jsonContractId,
    creationTimestamp: jsonInstant,
    price: jsonPrice,
    profitAndLoss: jsonMoney.nullish(),
    fees: jsonMoney.nullish(),
    commissions: jsonMoney.nullish(),
    side: jsonSide,
    size: jsonQuantity.refine((contracts) => contracts > 0, 'is no size of a trade'),
    voided: z.boolean().nullish(),
    orderId: jsonOrderId,
  })
  .transform(
    (row): TradeRecord => ({
      id: row.id,
      order: row.orderId,
      account: row.accountId,
      contractId: row.contractId,
      side: row.side,
      quantity: row.size,
      price: row.price,
      fee: addMoney(row.fees ?? NO_MONEY, row.commissions ?? NO_MONEY),
      ...(row.profitAndLoss == null ? {} : { realized: row.profitAndLoss }),
      voided: row.voided ?? false,
      ts: row.creationTimestamp,
    }),
  );
