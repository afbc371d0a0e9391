import { z } from 'zod';
import type { Instant } from '../../../../core/model/time.ts';
import { instantOf } from '../numbers.ts';

/** An ISO 8601 instant; left out it is the beginning of time, as a default is where the gateway was written. */
export const instantField = z
  .string()
  .transform((text, context): Instant => {
    const at = instantOf(text);
    if (at !== undefined) return at;
    context.addIssue({ code: 'custom', message: `The JSON value ${JSON.stringify(text)} is no date and time.` });
    return z.NEVER;
  })
  .default(0 as Instant);

/** The same, absent where it is left out or null. */
export const openInstantField = z
  .string()
  .nullish()
  .transform((text, context): Instant | undefined => {
    if (text === null || text === undefined) return undefined;
    const at = instantOf(text);
    if (at !== undefined) return at;
    context.addIssue({ code: 'custom', message: `The JSON value ${JSON.stringify(text)} is no date and time.` });
    return z.NEVER;
  });

export const accountField = z.int().default(0);
