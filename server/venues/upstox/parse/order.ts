import { z } from 'zod';
import type { VenueOrderId } from '../../../../core/model/ids.ts';
import type { OrderType, TimeInForce } from '../../../../core/model/order.ts';
import type { Quantity, Side } from '../../../../core/model/quantity.ts';
import { instant, SECOND } from '../../../../core/model/time.ts';
import type { OrderRecord, Standing } from '../../own-orders/record.ts';
import { jsonPrice, jsonQuantity } from '../../parse/number.ts';
import { jsonInstant } from './time.ts';

export const orderTypeWords: Readonly<Record<OrderType, string>> = {
  market: 'MARKET',
  limit: 'LIMIT',
  stop: 'SL-M',
  stop_limit: 'SL',
};
export const validityWords: Readonly<Record<TimeInForce, string>> = { day: 'DAY', ioc: 'IOC' };

const typeOf = new Map(Object.entries(orderTypeWords).map(([type, word]) => [word, type]));

const standings: Readonly<Record<string, Standing>> = {
  'put order req received': 'none',
  'validation pending': 'none',
  'open pending': 'none',
  complete: 'filled',
  cancelled: 'canceled',
  'cancelled after market order': 'canceled',
  rejected: 'rejected',
};

/** A change or a cancel is on its way: what the row says of the order's terms is not what works. */
const settlings: ReadonlySet<string> = new Set([
  'modify validation pending',
  'modify pending',
  'modify after market order req received',
  'cancel pending',
]);
const refusals: Readonly<Record<string, 'change' | 'cancel'>> = { 'not modified': 'change', 'not cancelled': 'cancel' };

export const jsonOrderId = z
  .string()
  .regex(/^[\x21-\x7e]{1,64}$/, 'is no id')
  .transform((id) => id as VenueOrderId);
/** Opaque, whatever it looks like; that of an index has blanks in it. */
export const jsonInstrumentKey = z.string().min(1).max(128);
export const jsonSide = z.enum(['BUY', 'SELL']).transform((word): Side => (word === 'BUY' ? 'buy' : 'sell'));

/** An order as Upstox tells it; whose it is, is whose token it was asked with. */
export interface UpstoxOrder extends Omit<OrderRecord, 'account'> {
  /** Its terms are not to be read now. */
  readonly settling?: true;
  /** What of it was refused; it works as it was. */
  readonly refused?: 'change' | 'cancel';
}

/** The row of the order book and the message of the stream are one. */
export const orderRecord = z
  .object({
    order_id: jsonOrderId,
    instrument_token: jsonInstrumentKey,
    status: z.string(),
    transaction_type: jsonSide,
    order_type: z.string(),
    quantity: jsonQuantity,
    filled_quantity: jsonQuantity.nullish(),
    price: jsonPrice.nullish(),
    trigger_price: jsonPrice.nullish(),
    tag: z.string().nullish(),
    parent_order_id: jsonOrderId.nullish().catch(undefined),
    status_message: z.string().nullish(),
    order_request_id: z.coerce.number().nullish().catch(undefined),
    order_timestamp: jsonInstant,
    exchange_timestamp: z.union([jsonInstant, z.literal('')]).nullish(),
  })
  .transform((row): UpstoxOrder => {
    const status = row.status.trim().toLowerCase();
    const standing = standings[status] ?? 'open';
    const refused = refusals[status];
    const filled = row.filled_quantity ?? (0 as Quantity);
    const type = typeOf.get(row.order_type) ?? row.order_type;
    const isStop = type === 'stop' || type === 'stop_limit';
    const reason = row.status_message?.trim();
    const told = Math.max(row.exchange_timestamp || 0, row.order_timestamp);
    return {
      id: row.order_id,
      contractId: row.instrument_token,
      side: row.transaction_type,
      type,
      terms: {
        quantity: row.quantity,
        ...(row.price && (type === 'limit' || type === 'stop_limit') ? { price: row.price } : {}),
        ...(row.trigger_price && isStop ? { stopPrice: row.trigger_price } : {}),
      },
      standing,
      filledQuantity: filled,
      ...(row.tag ? { tag: row.tag } : {}),
      ...(row.parent_order_id ? { parent: row.parent_order_id } : {}),
      ...(reason ? { reason: /[.!?]$/.test(reason) ? reason : `${reason}.` } : {}),
      ...(isStop && (filled > 0 || status === 'open') ? { triggered: true as const } : {}),
      ...(settlings.has(status) ? { settling: true as const } : {}),
      ...(refused === undefined ? {} : { refused, settling: true as const }),
      tsCreated: row.order_timestamp,
      tsUpdated: instant(told + within(row.order_request_id ?? 0, standing, filled / Math.max(1, row.quantity))),
    };
  });

/** Times are whole seconds: of two rows of one, the later has more requests behind it, is closed, or is further filled. Microseconds, less than a second. */
function within(requests: number, standing: Standing, filled: number): number {
  const progress = Math.floor(4_000 * Math.min(1, filled)) + (standing === 'open' || standing === 'none' ? 0 : 5_000);
  return Math.min(SECOND - 1, Math.min(99, Math.max(0, Math.trunc(requests))) * 10_000 + progress);
}
