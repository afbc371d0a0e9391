import { z } from 'zod';
import { accountField, maybe, textField } from './fields.ts';

export const accountRecord = z
  .looseObject({ id: accountField, name: textField, currency: maybe(textField) })
  .transform(({ id, name, currency }) => ({ id, name, currency }));

/** What of an account's limits is of use: whether it may trade at all. */
export const limitsRecord = z
  .looseObject({
    accountId: accountField,
    riskLimitSettings: z.looseObject({ tradingAllowed: z.boolean().nullish() }).nullish(),
  })
  .transform(({ riskLimitSettings }) => ({ tradingAllowed: riskLimitSettings?.tradingAllowed ?? true }));
