import { z } from 'zod';
import { accountId } from '../../../../core/model/ids.ts';
import type { Money } from '../../../../core/model/money.ts';

/** Who a token is of. */
export const profileRecord = z
  .object({
    user_id: z.string().regex(/^[\x21-\x7e]{1,64}$/, 'is no id'),
    user_name: z.string().nullish(),
    is_active: z.boolean().nullish(),
  })
  .transform(({ user_id, user_name, is_active }) => ({
    id: accountId(user_id),
    name: user_name || user_id,
    isActive: is_active ?? true,
  }));
export type ProfileRecord = z.output<typeof profileRecord>;

/** Rupees that are free for trading in shares and derivatives. */
export const fundsRecord = z
  .object({ equity: z.object({ available_margin: z.number() }) })
  .transform(({ equity }) => Math.round(equity.available_margin * 1e6) as Money);

export const tokenRecord = z.object({ access_token: z.string().min(1) });

/** Where a feed is, for one connection. */
export const feedRecord = z
  .object({
    authorized_redirect_uri: z.string().nullish(),
    authorizedRedirectUri: z.string().nullish(),
  })
  .transform((row) => row.authorized_redirect_uri ?? row.authorizedRedirectUri ?? '')
  .refine((address) => /^wss?:/.test(address) && URL.canParse(address), 'has no address of a stream');
