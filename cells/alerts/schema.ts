import { z } from 'zod';
import { notificationLevels, notificationTypes } from '../../core/alerts/notification.ts';

const level = z.enum(notificationLevels, `a level is ${notificationLevels.join(', ')}`);
const type = z.enum(notificationTypes, `a type is ${notificationTypes.join(', ')}`);

export const props = z.strictObject({
  /** Of this level and above. */
  level: level.default('info'),
  /** Of these types; of all where it is left out. */
  types: z.array(type).min(1).optional(),
  limit: z.int().min(1).max(200).default(50),
});
export type AlertsProps = z.infer<typeof props>;

const row = z.object({
  id: z.number().int(),
  /** Microseconds since 1970, by the console's clock. */
  ts: z.number().int(),
  level,
  type,
  key: z.string(),
  text: z.string(),
  detail: z.string().nullable(),
  /** Account and instrument. */
  about: z.string(),
  heldBack: z.number().int(),
  subject: z.object({ kind: z.enum(['order', 'fill', 'trace']), id: z.string() }).nullable(),
  /** Somebody has to say that they have seen it. */
  asks: z.boolean(),
  /** Who has seen it; null where nobody said so. */
  seenBy: z.string().nullable(),
  /** When it was over; null while it lasts. */
  over: z.number().int().nullable(),
});
export type AlertRow = z.infer<typeof row>;

const line = z.object({ name: z.string(), state: z.string(), text: z.string(), note: z.string().nullable() });
export type AlertLine = z.infer<typeof line>;

export const value = z.object({
  /** What asks for somebody first, then the others, each newest first. */
  rows: z.array(row),
  /** How many ask for somebody, whatever the cell shows. */
  asking: z.number().int(),
  /** The newest that there is, so that nobody acknowledges what they cannot have seen. */
  newest: z.number().int(),
  /** The exchange's zone, as `Intl` names it. */
  zone: z.string(),
  deliveries: z.array(line),
  conditions: z.array(line),
});
export type AlertsValue = z.infer<typeof value>;
