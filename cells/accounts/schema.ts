import { z } from 'zod';
import { amountSchema } from '../shown.ts';

export const props = z.strictObject({
  /** One account, by its id or name. */
  account: z.string().min(1).max(64).optional(),
});
export type AccountsProps = z.infer<typeof props>;

const position = z.object({
  instrument: z.string(),
  quantity: z.number().int(),
  /** In the instrument's style where that is known; `whole` is the venue's own words, decimal text. */
  average: z.object({ text: z.string(), whole: z.string() }),
  realized: amountSchema.nullable(),
  unrealized: amountSchema.nullable(),
});
export type VenuePositionRow = z.infer<typeof position>;

const account = z.object({
  id: z.string(),
  name: z.string(),
  currency: z.string(),
  balance: z.string().nullable(),
  canTrade: z.boolean(),
  /** Whether it trades no real money; `null` where the venue does not tell. */
  simulated: z.boolean().nullable(),
  positions: z.array(position),
  /** Orders that are not ours. */
  otherOrders: z.number().int(),
  /** How old what the venue said of the account and its positions is. */
  age: z.string(),
  /** Older than the venue is usually asked. */
  old: z.boolean(),
});
export type AccountRow = z.infer<typeof account>;

export const value = z.object({
  /** False on a market inside of the console, which keeps no books of its own. */
  remote: z.boolean(),
  /** Why no order can be placed at the venue from here; null where one can. */
  noOrders: z.string().nullable(),
  accounts: z.array(account),
});
export type AccountsValue = z.infer<typeof value>;
