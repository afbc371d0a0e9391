import { z } from 'zod';
import type { AccountId, ExecutionId, VenueOrderId } from '../../../../core/model/ids.ts';

const numbered = <T extends string>() =>
  z
    .int()
    .positive()
    .transform((id) => String(id) as T);

export const jsonAccountId = numbered<AccountId>();
export const jsonOrderId = numbered<VenueOrderId>();
export const jsonTradeId = numbered<ExecutionId>();
/** Opaque, whatever it looks like. */
export const jsonContractId = z.string().min(1).max(64);

/** The gateway's number of an id that is made of digits; undefined for any other. */
export function numberOf(id: string): number | undefined {
  return /^[1-9]\d{0,15}$/.test(id) && Number.isSafeInteger(Number(id)) ? Number(id) : undefined;
}
