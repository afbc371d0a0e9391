import { z } from 'zod';
import { jsonContractId } from './ids.ts';
import { jsonMoney, jsonPrice } from './number.ts';

export const contractRecord = z.object({
  id: jsonContractId,
  name: z.string(),
  description: z.string().nullish(),
  tickSize: jsonPrice.refine((tick) => tick > 0, 'is no tick'),
  tickValue: jsonMoney,
  activeContract: z.boolean(),
  symbolId: z.string().nullish(),
});
export type ContractRecord = z.output<typeof contractRecord>;
