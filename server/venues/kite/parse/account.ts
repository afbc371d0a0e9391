import { z } from 'zod';
import type { AccountId } from '../../../../core/model/ids.ts';
import { MONEY_UNITS, type Money } from '../../../../core/model/money.ts';

/** Cash as Kite computes it in doubles, to the nearest millionth. */
const cash = z.number().transform((amount) => Math.round(amount * MONEY_UNITS) as Money);

const segment = z.object({ enabled: z.boolean(), available: z.object({ cash }) });

/** Of each segment that a user has. */
export const marginsAnswer = z.object({ equity: segment.nullish(), commodity: segment.nullish() });
export type Margins = z.output<typeof marginsAnswer>;

const userId = z
  .string()
  .regex(/^[\x21-\x7e]{1,40}$/, 'is no id of a user')
  .transform((id) => id as AccountId);

export const profileAnswer = z.object({
  user_id: userId,
  user_name: z.string().nullish(),
  exchanges: z.array(z.string()).nullish(),
});
export type Profile = z.output<typeof profileAnswer>;

export const sessionAnswer = z.object({ user_id: userId, access_token: z.string().min(1) });
