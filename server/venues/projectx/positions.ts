import type { SignedQuantity } from '../../../core/model/quantity.ts';
import type { VenuePosition } from '../../../core/venue/books.ts';
import type { PositionRecord } from './parse/position.ts';

/** A position under the name that the desk has for its contract. */
export function positionOf(record: PositionRecord, nameOf: (contractId: string) => string): VenuePosition {
  const { account, contractId, quantity, average } = record;
  return {
    account,
    instrument: nameOf(contractId),
    quantity: quantity as SignedQuantity,
    ...(average === undefined ? {} : { average }),
  };
}
