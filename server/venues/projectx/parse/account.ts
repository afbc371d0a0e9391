import { z } from 'zod';
import type { VenueAccount } from '../../../../core/venue/books.ts';
import { jsonMoney } from '../../parse/number.ts';
import { jsonAccountId } from './ids.ts';

export const accountRecord = z
  .object({
    id: jsonAccountId,
    name: z.string(),
    balance: jsonMoney.nullish(),
    canTrade: z.boolean(),
    isVisible: z.boolean().nullish(),
    simulated: z.boolean().nullish(),
  })
  .transform(
    ({ id, name, balance, canTrade, simulated }): VenueAccount => ({
      id,
      name,
      currency: 'USD',
      ...(balance == null ? {} : { balance }),
      canTrade,
      ...(simulated == null ? {} : { simulated }),
    }),
  );
