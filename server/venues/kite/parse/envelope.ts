import { z } from 'zod';

/** Around every answer of Kite but the list of instruments. */
export const envelope = z.union([
  z.object({ status: z.literal('success'), data: z.unknown() }),
  z.object({ status: z.literal('error'), message: z.string().nullish(), error_type: z.string().nullish() }),
]);
export type Envelope = z.output<typeof envelope>;

/** A text as JSON; undefined for what is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
