import { z } from 'zod';
import { parseLast } from '../../core/trace/last.ts';
import { logLevels } from '../../core/trace/log-level.ts';

const text = z.string().max(200);
const level = z.enum(logLevels, `a level is ${logLevels.join(', ')}`);

export const props = z.strictObject({
  /** Lines of this level and worse. */
  level: level.default('info'),
  /** In the message or a field, any case. */
  text: text.optional(),
  /** The program that wrote them. */
  service: text.optional(),
  last: z
    .string()
    .refine((given) => given === '' || parseLast(given) !== undefined, 'last is a stretch of time: 90s, 15m, 6h or 2d')
    .optional(),
  /** Lines at first, and of a page. */
  limit: z.int().min(1).max(500).default(100),
});
export type LogsProps = z.infer<typeof props>;

const row = z.object({
  seq: z.number().int(),
  /** Microseconds since 1970, by the machine's clock. */
  ts: z.number().int(),
  level,
  message: z.string(),
  /** The fields in one line; empty where there are none. */
  line: z.string(),
  /** All of them, readable. */
  block: z.string(),
  service: z.string(),
  traceId: z.string().nullable(),
});
export type LogLine = z.infer<typeof row>;

export const value = z.object({
  /** Newest first. */
  rows: z.array(row),
  /** The greatest `seq` of the store; null where nothing is recorded. */
  newest: z.number().int().nullable(),
  /** Where the next older page begins; null where there is none. */
  older: z.number().int().nullable(),
  /** Microseconds: how far back it was searched. */
  searchedTo: z.number().int(),
  /** The search goes on. */
  searching: z.boolean(),
  /** The exchange's zone, as `Intl` names it. */
  zone: z.string(),
});
export type LogsValue = z.infer<typeof value>;
