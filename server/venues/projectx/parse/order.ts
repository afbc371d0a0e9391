import { z } from 'zod';
import type { OrderType } from '../../../../core/model/order.ts';
import type { Quantity, Side } from '../../../../core/model/quantity.ts';
import type { OrderRecord, Standing } from '../../own-orders/record.ts';
import { jsonPrice, jsonQuantity } from '../../parse/number.ts';
import { jsonAccountId, jsonContractId, jsonOrderId } from './ids.ts';
import { jsonInstant } from './instant.ts';

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
const standings: readonly Standing[] = [
  'none',
  'open',
  'filled',
  'canceled',
  'expired',
  'rejected',
  'open',
  'open',
  'open',
];

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
