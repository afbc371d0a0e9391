import { z } from 'zod';

/** Around every answer of the gateway; what it carries lies beside. */
export const envelope = z.looseObject({
  success: z.boolean(),
  errorCode: z.int(),
  errorMessage: z.string().nullish(),
});
export type Envelope = z.output<typeof envelope>;

/** An answer as JSON; undefined for what is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
