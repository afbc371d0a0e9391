import type { ClientOrderId } from '../../../core/model/ids.ts';
import type { VenueFill, VenueOrder } from '../../../core/venue/books.ts';
import { type OrderRecord, statusOf, type TradeRecord } from './record.ts';

/** What names a record at the desk. */
export interface Naming {
  readonly nameOf: (contractId: string) => string;
  readonly clientOrderId: ClientOrderId | undefined;
}

/** A row of an order in the words of the books. */
export function venueOrderOf(row: OrderRecord, { nameOf, clientOrderId }: Naming): VenueOrder {
  return {
    venueOrderId: row.id,
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
    account: row.account,
    instrument: nameOf(row.contractId),
    side: row.side,
    type: row.type,
    terms: row.terms,
    filledQuantity: row.filledQuantity,
    status: statusOf(row),
    ...(row.reason === undefined ? {} : { reason: row.reason }),
    ...(row.parent === undefined ? {} : { parent: row.parent }),
    tsCreated: row.tsCreated,
    tsUpdated: row.tsUpdated,
  };
}

/** An execution in the words of the books. */
export function venueFillOf(trade: TradeRecord, { nameOf, clientOrderId }: Naming): VenueFill {
  return {
    executionId: trade.id,
    venueOrderId: trade.order,
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
    account: trade.account,
    instrument: nameOf(trade.contractId),
    side: trade.side,
    quantity: trade.quantity,
    price: trade.price,
    ...(trade.fee === undefined ? {} : { fee: trade.fee }),
    tsEvent: trade.ts,
  };
}
