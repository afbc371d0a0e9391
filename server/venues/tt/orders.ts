import type { OrderTerms } from '../../../core/model/order.ts';
import { quantity } from '../../../core/model/quantity.ts';
import type { VenueOrder } from '../../../core/venue/books.ts';
import type { Codes } from './codes.ts';
import { type TtAsk, type TtHttp, TtRefused } from './http.ts';
import { one, pages } from './pages.ts';
import { instantOf } from './parse/digits.ts';
import { type OrderRecord, orderRecord } from './parse/order.ts';
import type { TtReference } from './reference.ts';

export interface OrdersOf {
  readonly orders: readonly VenueOrder[];
  /** Whether every record could be read. */
  readonly whole: boolean;
}

/** The working orders of every account that the key sees. */
export async function workingOrders(http: TtHttp, reference: TtReference, signal?: AbortSignal): Promise<OrdersOf> {
  const codes = await reference.codes();
  const ask: TtAsk = { service: 'ttledger', path: 'orders', signal };
  const { rows, whole } = await pages(http, ask, 'orders', orderRecord(codes.side));
  return { orders: await ordersFrom(rows, codes, reference), whole };
}

/** One order, working or not; undefined where TT does not know it any more, or it cannot be read. */
export async function orderOf(
  http: TtHttp,
  reference: TtReference,
  id: string,
  signal?: AbortSignal,
): Promise<VenueOrder | undefined> {
  const codes = await reference.codes();
  const ask: TtAsk = { service: 'ttledger', path: `orders/${encodeURIComponent(id)}`, signal };
  try {
    const found = await one(http, ask, 'order', orderRecord(codes.side));
    return found && (await ordersFrom([found], codes, reference))[0];
  } catch (error) {
    if (error instanceof TtRefused) return undefined;
    throw error;
  }
}

async function ordersFrom(
  records: readonly OrderRecord[],
  codes: Codes,
  { instruments }: TtReference,
): Promise<readonly VenueOrder[]> {
  const named = await instruments.byIds(records.map(({ instrumentId }) => instrumentId));
  return records.map((record) => ({
    ...orderFrom(record, codes),
    instrument: named.get(record.instrumentId)?.name ?? `TT ${record.instrumentId}`,
  }));
}

function orderFrom(record: OrderRecord, codes: Codes): Omit<VenueOrder, 'instrument'> {
  const { orderId, parentOrderId, accountId, timeInForce, text, dateTime, filledQuantity } = record;
  const terms: OrderTerms = {
    quantity: quantity(record.quantity),
    ...(record.price === undefined ? {} : { price: record.price }),
    ...(record.stopPrice === undefined ? {} : { stopPrice: record.stopPrice }),
  };
  return {
    venueOrderId: orderId,
    account: accountId,
    side: record.side,
    type: codes.type(record.orderType),
    ...(timeInForce === undefined ? {} : { timeInForce: codes.timeInForce(timeInForce) }),
    terms,
    filledQuantity: quantity(filledQuantity),
    status: statusOf(record, codes),
    ...(text === undefined ? {} : { reason: text }),
    ...(parentOrderId === undefined ? {} : { parent: parentOrderId }),
    tsCreated: instantOf(dateTime),
    tsUpdated: instantOf(dateTime),
  };
}

/** A working order that has traded is a partial one, whatever its code says. */
function statusOf({ orderStatus, filledQuantity }: OrderRecord, codes: Codes): VenueOrder['status'] {
  const status = codes.status(orderStatus) ?? 'unknown';
  return status === 'working' && filledQuantity > 0 ? 'partially_filled' : status;
}
