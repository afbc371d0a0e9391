import { z } from 'zod';
import { decimalOf, jsonQuantity } from '../../parse/number.ts';
import { jsonAccountId, jsonContractId } from './ids.ts';

/** 1 is long, 2 short; a closed one has no size, whatever its type. */
const signs = { 0: 0, 1: 1, 2: -1 } as const;

export const positionRecord = z
  .object({
    accountId: jsonAccountId,
    contractId: jsonContractId,
    type: z.literal([0, 1, 2]),
    size: jsonQuantity,
    averagePrice: z.number().nullish(),
  })
  .refine(({ type, size }) => size === 0 || type !== 0, 'has a size, and a type that is neither long nor short')
  .transform(({ accountId, contractId, type, size, averagePrice }) => ({
    account: accountId,
    contractId,
    quantity: size === 0 ? 0 : signs[type] * size,
    ...(averagePrice == null || size === 0 ? {} : { average: decimalOf(averagePrice) }),
  }));
export type PositionRecord = z.output<typeof positionRecord>;
