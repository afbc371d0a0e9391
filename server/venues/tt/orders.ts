import type { OrderTerms } from '../../../core/model/order.ts';
import { quantity } from '../../../core/model/quantity.ts';
import type { VenueOrder } from '../../../core/venue/books.ts';
import type { Codes } from './codes.ts';
import { type TtAsk, type TtHttp, TtRefused } from './http.ts';
import { one, pages } from './pages.ts';
import { instantOf } from './parse/digits.ts';
import { type OrderRecord, orderRecord } from './parse/order.ts';
import type { TtReference } from './reference.ts';

const working: Pick<TtAsk, 'service' | 'path'> = { service: 'ttledger', path: 'orders' };

/** The working orders of every account that the key sees. */
export async function workingOrders(
  http: TtHttp,
  reference: TtReference,
  signal?: AbortSignal,
): Promise<readonly VenueOrder[]> {
  return ordersOf(http, reference, await pages(http, { ...working, signal }, 'orders', orderRecord));
}

/** One order, working or not; undefined where TT does not know it any more, or it cannot be read. */
export async function orderOf(
  http: TtHttp,
  reference: TtReference,
  id: string,
  signal?: AbortSignal,
): Promise<VenueOrder | undefined> {
  try {
    const found = await one(
      http,
      { service: 'ttledger', path: `orders/${encodeURIComponent(id)}`, signal },
      'order',
      orderRecord,
    );
    return found && (await ordersOf(http, reference, [found]))[0];
  } catch (error) {
    if (error instanceof TtRefused) return undefined;
    throw error;
  }
}

async function ordersOf(
  http: TtHttp,
  reference: TtReference,
  records: readonly OrderRecord[],
): Promise<readonly VenueOrder[]> {
  if (records.length === 0) return [];
  const codes = await reference.codes();
  const named = await reference.instruments.byIds(records.map(({ instrumentId }) => instrumentId));
  return records.flatMap((record) => {
    const side = codes.side(record.side);
    if (side === undefined) {
      http.tell(
        { ...working },
        `side: ${JSON.stringify(record.side)} is neither buy nor sell`,
        `order ${record.orderId}`,
      );
      return [];
    }
    return [
      {
        ...orderFrom(record, codes),
        side,
        instrument: named.get(record.instrumentId)?.name ?? `TT ${record.instrumentId}`,
      },
    ];
  });
}

function orderFrom(record: OrderRecord, codes: Codes): Omit<VenueOrder, 'side' | 'instrument'> {
  const { orderId, parentOrderId, accountId, timeInForce, text, dateTime, filledQuantity } = record;
  const terms: OrderTerms = {
    quantity: quantity(record.quantity),
    ...(record.price === undefined ? {} : { price: record.price }),
    ...(record.stopPrice === undefined ? {} : { stopPrice: record.stopPrice }),
  };
  return {
    venueOrderId: orderId,
    account: accountId,
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
