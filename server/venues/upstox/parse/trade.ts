import { z } from 'zod';
import type { ExecutionId } from '../../../../core/model/ids.ts';
import type { TradeRecord } from '../../own-orders/record.ts';
import { jsonPrice, jsonQuantity } from '../../parse/number.ts';
import { jsonInstrumentKey, jsonOrderId, jsonSide } from './order.ts';
import { jsonInstant } from './time.ts';

export type UpstoxTrade = Omit<TradeRecord, 'account'>;

/** An exchange counts its trades anew each day, and both sides of a trade have one number: it is one with its order, whose number has the day in it. */
export const executionOf = (order: string, trade: string): ExecutionId => `${order}-${trade}` as ExecutionId;

/** An execution; Upstox tells no fees with it. */
export const tradeRecord = z
  .object({
    order_id: jsonOrderId,
    trade_id: z.string().regex(/^[\x21-\x7e]{1,32}$/, 'is no id'),
    instrument_token: jsonInstrumentKey,
    transaction_type: jsonSide,
    quantity: jsonQuantity.refine((contracts) => contracts > 0, 'is no quantity of a trade'),
    average_price: jsonPrice,
    exchange_timestamp: jsonInstant.nullish().catch(undefined),
    order_timestamp: jsonInstant.nullish().catch(undefined),
  })
  .refine(({ order_id, trade_id }) => order_id.length + trade_id.length < 64, 'has an id that is too long')
  .transform((row, context): UpstoxTrade => {
    const ts = row.exchange_timestamp ?? row.order_timestamp;
    if (ts == null) {
      context.issues.push({ code: 'custom', message: 'has no time', input: row });
      return z.NEVER;
    }
    return {
      id: executionOf(row.order_id, row.trade_id),
      order: row.order_id,
      contractId: row.instrument_token,
      side: row.transaction_type,
      quantity: row.quantity,
      price: row.average_price,
      voided: false,
      ts,
    };
  });
