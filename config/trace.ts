import { z } from 'zod';
import { groupStrategyNames } from '../core/trace/groups/groups.ts';
import { nameMatcher } from '../core/trace/groups/pattern.ts';

const pattern = z
  .string()
  .min(1)
  .max(200)
  .superRefine((match, context) => {
    try {
      nameMatcher(match);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
  });
const word = z
  .string()
  .min(2)
  .max(60)
  .refine(
    (text) => /[\p{L}\p{N}]{2}/u.test(text),
    'a word to mask has letters or digits, at least two of them together',
  );
const address = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}, 'an address begins with http:// or https:// and names no user; secrets go into the environment');

/** `config/trace.json`: what is recorded of the console's own work, and how long it is kept. */
export const traceSchema = z.strictObject({
  enabled: z.boolean().default(true),
  /** What SQLite keeps; whichever bound is met first holds. */
  keep: z
    .strictObject({
      hours: z
        .number()
        .min(1, 'at least an hour is kept')
        .max(168, 'at most a week is kept; the archive holds more')
        .default(6),
      bytes: z.int().min(10_000_000).default(2_000_000_000),
    })
    .prefault({}),
  /** Parquet files of the hours that SQLite lets go. */
  archive: z
    .strictObject({
      enabled: z.boolean().default(true),
      days: z.number().min(0).max(3_650).default(30),
      bytes: z.int().min(10_000_000).default(20_000_000_000),
    })
    .prefault({}),
  /** Share of calls that are recorded, by name of a process or group as in `groups`; the first that fits counts. Errors are always kept. */
  sample: z
    .array(z.strictObject({ match: pattern, rate: z.number().min(0).max(1) }))
    .max(200)
    .default([]),
  /** Words beside the usual ones; a name that contains one has its value masked. */
  mask: z.array(word).max(200).default([]),
  /** Groups by name of a process: the name or what it begins with, `*` for anything, or `/an expression/`; the first that fits counts. */
  groups: z
    .array(
      z.strictObject({
        match: pattern,
        group: z.string().regex(/^[a-z][a-z0-9_.]*$/, 'a group is small letters, digits and dots'),
      }),
    )
    .max(200)
    .default([]),
  /** What is asked for the group of a process that no rule fits, in this order. */
  groupBy: z
    .array(z.enum(groupStrategyNames, `a grouping is ${groupStrategyNames.join(', ')}`))
    .max(groupStrategyNames.length)
    .default(['preset', 'module']),
  /** Spans leave to a collector that speaks OTLP over HTTP. */
  export: z
    .strictObject({
      url: address.nullable().default(null),
      service: z.string().min(1).max(100).default('deskbook'),
      /** Headers by the environment variable that holds the value. */
      headers: z
        .record(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/), z.string().regex(/^[A-Z][A-Z0-9_]*$/))
        .default({}),
    })
    .prefault({}),
});

export type TraceSettings = z.output<typeof traceSchema>;
