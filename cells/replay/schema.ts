import { z } from 'zod';

export const props = z.strictObject({});
export type ReplayProps = z.infer<typeof props>;

export const value = z.object({
  /** `null` while no recording is played. */
  playing: z
    .object({
      name: z.string(),
      run: z.string(),
      /** First and last instant, and where it stands, in the exchange's zone. */
      span: z.string(),
      position: z.string(),
      word: z.enum(['playing', 'paused', 'ended']),
      speed: z.string(),
      events: z.string(),
      /** How orders are matched against it. */
      matching: z.string(),
      notes: z.array(z.string()),
      /** Stretches that were jumped over, newest first. */
      jumps: z.array(z.object({ from: z.string(), to: z.string(), length: z.string() })),
    })
    .nullable(),
});
export type ReplayValue = z.infer<typeof value>;
