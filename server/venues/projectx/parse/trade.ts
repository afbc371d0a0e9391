import { z } from 'zod';
import type { AccountId, ExecutionId, VenueOrderId } from '../../../../core/model/ids.ts';
import { addMoney, type Money, NO_MONEY } from '../../../../core/model/money.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { Quantity, Side } from '../../../../core/model/quantity.ts';
import type { Instant } from '../../../../core/model/time.ts';
import { jsonAccountId, jsonContractId, jsonOrderId, jsonTradeId } from './ids.ts';
import { jsonInstant } from './instant.ts';
import { jsonMoney, jsonPrice, jsonQuantity } from './number.ts';
import { jsonSide } from './order.ts';

/** An execution of an account: a half-turn. */
export interface TradeRecord {
  readonly id: ExecutionId;
  readonly order: VenueOrderId;
  readonly account: AccountId;
  readonly contractId: string;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly price: Price;
  /** Fees and commissions. */
  readonly fee: Money;
  /** What the gateway realized by it; absent where it opens or adds. */
  readonly realized?: Money;
  readonly voided: boolean;
  readonly ts: Instant;
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
