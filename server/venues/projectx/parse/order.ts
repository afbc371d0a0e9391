import { z } from 'zod';
import type { AccountId, VenueOrderId } from '../../../../core/model/ids.ts';
import type { OrderStatus, OrderTerms, OrderType } from '../../../../core/model/order.ts';
import type { Quantity, Side } from '../../../../core/model/quantity.ts';
import type { Instant } from '../../../../core/model/time.ts';
import { jsonAccountId, jsonContractId, jsonOrderId } from './ids.ts';
import { jsonInstant } from './instant.ts';
import { jsonPrice, jsonQuantity } from './number.ts';

export const orderTypeNumbers: Readonly<Record<OrderType, number>> = { limit: 1, market: 2, stop_limit: 3, stop: 4 };

const typeNames: readonly (OrderType | 'trailing_stop' | 'join_bid' | 'join_ask' | 'unknown')[] = [
  'unknown',
  'limit',
  'market',
  'stop_limit',
  'stop',
  'trailing_stop',
  'join_bid',
  'join_ask',
];

/** Only 2 is filled. Pending (6), on its way to being canceled (7) and suspended (8) are open. */
const standings = ['none', 'open', 'filled', 'canceled', 'expired', 'rejected', 'open', 'open', 'open'] as const;
export type Standing = (typeof standings)[number];

/** An order as the gateway tells it, by its stream or when it is asked. */
export interface OrderRecord {
  readonly id: VenueOrderId;
  readonly account: AccountId;
  readonly contractId: string;
  readonly side: Side;
  /** The desk's word, or the gateway's own. */
  readonly type: OrderType | (string & {});
  readonly terms: OrderTerms;
  readonly standing: Standing;
  readonly filledQuantity: Quantity;
  readonly tag?: string;
  readonly parent?: VenueOrderId;
  readonly tsCreated: Instant;
  readonly tsUpdated: Instant;
}

export const jsonSide = z.literal([0, 1]).transform((side): Side => (side === 0 ? 'buy' : 'sell'));

export const orderRecord = z
  .object({
    id: jsonOrderId,
    accountId: jsonAccountId,
    contractId: jsonContractId,
    creationTimestamp: jsonInstant,
    updateTimestamp: jsonInstant.nullish(),
    status: z
      .int()
      .min(0)
      .max(standings.length - 1),
    type: z.int(),
    side: jsonSide,
    size: jsonQuantity,
    limitPrice: jsonPrice.nullish(),
    stopPrice: jsonPrice.nullish(),
    fillVolume: jsonQuantity.nullish(),
    customTag: z.string().nullish(),
    parentOrderId: jsonOrderId.nullish().catch(undefined),
  })
  .transform(
    (row): OrderRecord => ({
      id: row.id,
      account: row.accountId,
      contractId: row.contractId,
      side: row.side,
      type: typeNames[row.type] ?? `type ${row.type}`,
      terms: {
        quantity: row.size,
        ...(row.limitPrice == null ? {} : { price: row.limitPrice }),
        ...(row.stopPrice == null ? {} : { stopPrice: row.stopPrice }),
      },
      standing: standings[row.status] ?? 'none',
      filledQuantity: row.fillVolume ?? (0 as Quantity),
      ...(row.customTag == null || row.customTag === '' ? {} : { tag: row.customTag }),
      ...(row.parentOrderId == null ? {} : { parent: row.parentOrderId }),
      tsCreated: row.creationTimestamp,
      tsUpdated: row.updateTimestamp ?? row.creationTimestamp,
    }),
  );

/** How an order stands in the desk's words. */
export function statusOf({ standing, filledQuantity }: OrderRecord): OrderStatus {
  if (standing === 'none') return 'pending';
  if (standing !== 'open') return standing;
  return filledQuantity > 0 ? 'partially_filled' : 'working';
}
