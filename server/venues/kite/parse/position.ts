import { z } from 'zod';
import type { SignedQuantity } from '../../../../core/model/quantity.ts';
import { contractIdOf, jsonExchange, jsonSymbol } from './ids.ts';

/** What is held of a contract under one product. */
export interface PositionRecord {
  readonly contractId: string;
  readonly quantity: SignedQuantity;
  /** Carried from the day before. */
  readonly overnight: SignedQuantity;
  readonly average: number;
}

export const positionRecord = z
  .object({
    exchange: jsonExchange,
    tradingsymbol: jsonSymbol,
    quantity: z.int(),
    overnight_quantity: z.int(),
    average_price: z.number(),
  })
  .transform(
    (row): PositionRecord => ({
      contractId: contractIdOf(row.exchange, row.tradingsymbol),
      quantity: row.quantity as SignedQuantity,
      overnight: row.overnight_quantity as SignedQuantity,
      average: row.average_price,
    }),
  );

export const positionsAnswer = z.object({ net: z.array(z.unknown()) });
