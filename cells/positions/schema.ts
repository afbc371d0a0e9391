import { z } from 'zod';
import { amountSchema, priceTextSchema } from '../shown.ts';

const markNames = ['now', 'close', 'start_of_day', 'next_start_of_day', 'spot'] as const;
export type MarkName = (typeof markNames)[number];

export const figureNames = ['realized_of_day', 'day', 'fees'] as const;
export type FigureName = (typeof figureNames)[number];

const listOf = <const T extends readonly [string, ...string[]]>(names: T, property: string) =>
  z
    .array(z.enum(names, `${property} takes ${names.join(', ')}`))
    .refine((list) => new Set(list).size === list.length, `${property} names something twice`);

export const props = z.strictObject({
  instrument: z.string().min(1).max(40).optional(),
  account: z.string().min(1).max(64).optional(),
  /** Shows what each strategy holds below its instrument. */
  by: z.literal('strategy', 'by can only be strategy; leave it out for one line an instrument').optional(),
  /** The venue's number beside ours; left out, wherever a venue over the network keeps books of its own. */
  venue: z.boolean().optional(),
  /** What positions are valued at, a pair of columns each. */
  marks: listOf(markNames, 'marks').min(1, 'marks takes one mark at least').default(['now']),
  /** Figures of the trade date beside what it realized. */
  also: listOf(figureNames, 'also').default([]),
});
export type PositionsProps = z.infer<typeof props>;

const marked = z.object({
  price: priceTextSchema.nullable(),
  /** What the position would realize at that price; null where there is no price. */
  open: amountSchema.nullable(),
  /** Where the price is from and how old it is. */
  note: z.string(),
  /** A price of a day before the last one that has ended. */
  old: z.boolean(),
});
export type Marked = z.infer<typeof marked>;

const figure = amountSchema.extend({ note: z.string() });
export type Figure = z.infer<typeof figure>;

const row = z.object({
  key: z.string(),
  instrument: z.string(),
  account: z.string(),
  /** Present in a row of one strategy. */
  strategy: z.string().optional(),
  quantity: z.number().int(),
  average: priceTextSchema.nullable(),
  /** In the order of the properties. */
  marks: z.array(marked),
  realized: amountSchema,
  figures: z.array(figure),
});
export type PositionRow = z.infer<typeof row>;

const atVenue = z.object({
  /** Null where the venue has not told of the account yet. */
  quantity: z.number().int().nullable(),
  /** What we hold less what the venue says, once it has stood for two looks; null while they agree. */
  gap: z.number().int().nullable(),
  /** When the venue said so, or since when they differ. */
  note: z.string(),
  /** Executions that one side lacks, newest first. */
  explainedBy: z.array(z.object({ id: z.string(), text: z.string(), missing: z.enum(['here', 'there']) })),
});
export type AtVenue = z.infer<typeof atVenue>;

const group = row.extend({ strategies: z.array(row), venue: atVenue.nullable() });
export type PositionGroup = z.infer<typeof group>;

export const value = z.object({
  groups: z.array(group),
  /** Currencies are never added to each other. */
  totals: z.array(
    z.object({
      currency: z.string(),
      open: z.array(amountSchema.nullable()),
      realized: amountSchema,
      figures: z.array(amountSchema),
    }),
  ),
  accounts: z.number().int(),
  /** Whether the venue's numbers stand beside ours. */
  venue: z.boolean(),
  /** The oldest price that an open position is valued at, `10:31:07 CST`; null when nothing is open or has a price. */
  asOf: z.string().nullable(),
  /** Age of that price when this was made. */
  age: z.string().nullable(),
});
export type PositionsValue = z.infer<typeof value>;
