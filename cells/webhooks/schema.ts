import { z } from 'zod';
import { receiptOutcomes } from '../../core/webhooks/receipt.ts';

const outcome = z.enum(receiptOutcomes, `an outcome is ${receiptOutcomes.join(', ')}`);

export const props = z.strictObject({
  /** Of this one; of all where it is left out. */
  webhook: z.string().min(1).max(40).optional(),
  outcomes: z.array(outcome).min(1).optional(),
  limit: z.int().min(1).max(200).default(50),
});
export type WebhooksProps = z.infer<typeof props>;

const row = z.object({
  id: z.number().int(),
  /** Microseconds since 1970, by the console's clock. */
  ts: z.number().int(),
  webhook: z.string(),
  outcome,
  /** Of the HTTP answer; null where there was none. */
  status: z.number().int().nullable(),
  signal: z.string().nullable(),
  /** The instrument, or the symbol as it came where nothing was found for it. */
  about: z.string().nullable(),
  orders: z.array(z.string()),
  reason: z.string().nullable(),
  /** How long the answer took. */
  took: z.string().nullable(),
  trace: z.string().nullable(),
  body: z.string().nullable(),
});
export type WebhookRow = z.infer<typeof row>;

const hook = z.object({ name: z.string(), open: z.boolean(), text: z.string(), note: z.string() });
export type HookLine = z.infer<typeof hook>;

export const value = z.object({
  /** Newest first. */
  rows: z.array(row),
  /** How many there are at hand, whatever the cell shows. */
  received: z.number().int(),
  /** The exchange's zone, as `Intl` names it. */
  zone: z.string(),
  hooks: z.array(hook),
});
export type WebhooksValue = z.infer<typeof value>;
