import { z } from 'zod';
import type { AccountId, ExecutionId } from '../../../../core/model/ids.ts';
import type { TradeRecord } from '../../own-orders/record.ts';
import { jsonPrice, jsonQuantity } from '../../parse/number.ts';
import { contractIdOf, jsonExchange, jsonOrderId, jsonSymbol } from './ids.ts';
import { jsonInstant } from './instant.ts';
import { jsonSide } from './order.ts';

export type ToldTrade = Omit<TradeRecord, 'account'>;

/** Exchanges number their trades anew each day, and both sides of a trade alike: together with its order it is one execution. */
export const tradeRecord = z
  .object({
    trade_id: z.string().regex(/^[\x21-\x7e]{1,24}$/, 'is no id of a trade'),
    order_id: jsonOrderId,
    exchange: jsonExchange,
    tradingsymbol: jsonSymbol,
    average_price: jsonPrice,
    quantity: jsonQuantity.refine((units) => units > 0, 'is no size of a trade'),
    transaction_type: jsonSide,
    fill_timestamp: jsonInstant.nullish().catch(undefined),
    exchange_timestamp: jsonInstant.nullish().catch(undefined),
  })
  .transform((row, context): ToldTrade => {
    const ts = row.fill_timestamp ?? row.exchange_timestamp;
    if (ts == null) {
      context.issues.push({ code: 'custom', message: 'has no time', input: row });
      return z.NEVER;
    }
    return {
      id: `${row.order_id}-${row.trade_id}` as ExecutionId,
      order: row.order_id,
      contractId: contractIdOf(row.exchange, row.tradingsymbol),
      side: row.transaction_type,
      quantity: row.quantity,
      price: row.average_price,
      voided: false,
      ts,
    };
  });

export const tradeOf = (told: ToldTrade, account: AccountId): TradeRecord => ({ ...told, account });
