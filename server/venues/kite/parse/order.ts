import { z } from 'zod';
import type { AccountId } from '../../../../core/model/ids.ts';
import type { OrderType } from '../../../../core/model/order.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { Side } from '../../../../core/model/quantity.ts';
import { type Instant, instant } from '../../../../core/model/time.ts';
import type { OrderRecord, Standing } from '../../own-orders/record.ts';
import { jsonPrice, jsonQuantity } from '../../parse/number.ts';
import { contractIdOf, jsonExchange, jsonOrderId, jsonSymbol } from './ids.ts';
import { jsonInstant } from './instant.ts';

export const orderTypeWords: Readonly<Record<OrderType, string>> = {
  market: 'MARKET',
  limit: 'LIMIT',
  stop: 'SL-M',
  stop_limit: 'SL',
};

const typeNames = new Map<string, OrderType>([
  ['MARKET', 'market'],
  ['LIMIT', 'limit'],
  ['SL-M', 'stop'],
  ['SL', 'stop_limit'],
]);

/** Statuses that say how an order is. On the way to one of them it has many others, with terms that it does not have yet. */
const standings: Readonly<Record<string, Standing>> = {
  OPEN: 'open',
  'TRIGGER PENDING': 'open',
  // of the ticker and of postbacks, where an open order was changed or filled in part
  UPDATE: 'open',
  COMPLETE: 'filled',
  CANCELLED: 'canceled',
  'CANCELLED AMO': 'canceled',
  REJECTED: 'rejected',
  LAPSED: 'expired',
};

export const jsonSide = z.literal(['BUY', 'SELL']).transform((side): Side => (side === 'BUY' ? 'buy' : 'sell'));

/** Kite writes no price as 0. */
const optionalPrice = jsonPrice.nullish().transform((price): Price | undefined => price || undefined);

/** A record of an order without what it cannot know: whose it is, and when it was heard. */
export type ToldOrder = Omit<OrderRecord, 'account' | 'heard'>;

/** A row of `/orders`, of an order's history, of the ticker and of a postback. */
export const orderRecord = z
  .object({
    order_id: jsonOrderId,
    parent_order_id: jsonOrderId.nullish().catch(undefined),
    status: z.string().min(1).max(80),
    status_message: z.string().nullish(),
    order_timestamp: jsonInstant,
    exchange_timestamp: jsonInstant.nullish().catch(undefined),
    exchange_update_timestamp: jsonInstant.nullish().catch(undefined),
    exchange: jsonExchange,
    tradingsymbol: jsonSymbol,
    order_type: z.string().min(1).max(20),
    transaction_type: jsonSide,
    quantity: jsonQuantity,
    price: optionalPrice,
    trigger_price: optionalPrice,
    filled_quantity: jsonQuantity,
    tag: z.string().nullish(),
  })
  .transform((row): ToldOrder => {
    const type = typeNames.get(row.order_type);
    const times = [row.order_timestamp, row.exchange_timestamp, row.exchange_update_timestamp].filter(
      (at): at is Instant => at != null,
    );
    return {
      id: row.order_id,
      contractId: contractIdOf(row.exchange, row.tradingsymbol),
      side: row.transaction_type,
      type: type ?? row.order_type,
      terms: {
        quantity: row.quantity,
        ...(row.price === undefined ? {} : { price: row.price }),
        ...(row.trigger_price === undefined ? {} : { stopPrice: row.trigger_price }),
      },
      standing: standings[row.status] ?? 'none',
      filledQuantity: row.filled_quantity,
      ...(row.tag ? { tag: row.tag } : {}),
      ...(row.parent_order_id ? { parent: row.parent_order_id } : {}),
      ...(row.status_message ? { reason: sentence(row.status_message) } : {}),
      ...(row.status === 'OPEN' && (type === 'stop' || type === 'stop_limit') ? { triggered: true as const } : {}),
      tsCreated: instant(Math.min(...times)),
      tsUpdated: instant(Math.max(...times)),
    };
  });

export const ofAccount = (told: ToldOrder, account: AccountId, heard: number): OrderRecord => ({
  ...told,
  account,
  heard,
});

/** One more status of an order's way, of which its changes are counted. */
export const historyRow = z.object({ status: z.string() });

export function sentence(said: string): string {
  const words = said.trim();
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
