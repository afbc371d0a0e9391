import { z } from 'zod';
import { jsonMoney, jsonPrice } from '../../parse/number.ts';
import { jsonContractId } from './ids.ts';

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
