import { z } from 'zod';
import { priceTextSchema } from '../shown.ts';

export const props = z.strictObject({
  /** Roots or contracts, in this order; without it all that have a spot source. */
  instruments: z
    .array(z.string().min(1).max(40), 'instruments is a list, as in [ZN, ZF]')
    .min(1, 'instruments names one at least')
    .max(50)
    .optional(),
});
export type SpotProps = z.infer<typeof props>;

const state = z.enum(['fresh', 'old', 'none']);

const offer = z.object({
  source: z.string(),
  about: z.string(),
  price: z.string().nullable(),
  age: z.string(),
  state,
});
export type ShownOffer = z.infer<typeof offer>;

const style = z.union([
  z.object({ kind: z.literal('decimal'), decimals: z.number() }),
  z.object({
    kind: z.enum(['thirtySeconds', 'sixtyFourths']),
    digits: z.union([z.literal(2), z.literal(3), z.literal(4)]),
  }),
  z.object({ kind: z.literal('eighths') }),
]);

const row = z.object({
  instrument: z.string(),
  root: z.string(),
  price: priceTextSchema.nullable(),
  offGrid: z.boolean(),
  source: z.string().nullable(),
  /** Chosen by a person and not by the order. */
  chosen: z.boolean(),
  age: z.string(),
  /** When it was stated and learned, and the text that it was given as. */
  note: z.string(),
  state,
  why: z.string(),
  /** Sentences of sources that come before the one in use, or are it. */
  problems: z.array(z.string()),
  offers: z.array(offer),
  /** How text is read for it. */
  style,
});
export type SpotRow = z.infer<typeof row>;

export const value = z.object({ rows: z.array(row), askBeyondPercent: z.number() });
export type SpotValue = z.infer<typeof value>;
