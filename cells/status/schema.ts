import { z } from 'zod';

export const props = z.strictObject({});
export type StatusProps = z.infer<typeof props>;

const fact = z.object({ name: z.string(), text: z.string(), note: z.string().optional() });
export type Fact = z.infer<typeof fact>;

export const value = z.object({
  /** `null` before the desk has said anything. */
  environment: z.string().nullable(),
  synthetic: z.boolean(),
  /** Why no order is taken, what is wrong and what to do; `null` while orders are. */
  trouble: z.string().nullable(),
  console: z.array(fact),
  feeds: z.array(
    z.object({
      instrument: z.string(),
      /** Time of the last event in the exchange's zone. */
      last: z.string(),
      age: z.string(),
      state: z.enum(['live', 'slow', 'silent', 'none']),
      eventsPerSecond: z.string(),
    }),
  ),
  journal: z.array(fact),
  refusals: z.object({
    total: z.number().int(),
    /** Newest first. */
    newest: z.array(z.object({ time: z.string(), at: z.string(), subject: z.string(), reason: z.string() })),
  }),
  versions: z.array(fact),
});
export type StatusValue = z.infer<typeof value>;
