import { z } from 'zod';

const pattern = z.string().trim().min(1).max(200);

const ways = ['trace', 'subject', 'newest', 'slowest'] as const;

export const props = z
  .strictObject({
    /** 32 hexadecimal digits. */
    trace: z
      .string()
      .trim()
      .regex(/^[0-9a-f]{32}$/i, 'a trace has 32 hexadecimal digits, such as 4bf92f3577b34da6a3ce929d0e0e4736')
      .transform((id) => id.toLowerCase())
      .optional(),
    /** What its newest trace is shown of: `order T-17`. */
    subject: pattern.optional(),
    /** The trace of the newest call, or of the slowest one of the last minutes, of a process; `*` stands for anything. */
    newest: pattern.optional(),
    slowest: pattern.optional(),
    minutes: z.number().positive().max(10_080).default(15),
    view: z.enum(['waterfall', 'flame', 'statistics'], 'view is waterfall, flame or statistics').default('waterfall'),
    /** What statistics are by. */
    by: z
      .enum(['process', 'group', 'service', 'subject'], 'by is process, group, service or subject')
      .default('process'),
  })
  .superRefine((given, context) => {
    const said = ways.filter((way) => given[way] !== undefined);
    if (said.length === 1) return;
    const message =
      said.length === 0
        ? 'which trace? Add a line such as `trace: 4bf92f3577b34da6a3ce929d0e0e4736`, `subject: order T-17`, `newest: server/desk` or `slowest: "*"`'
        : `one of ${said.join(', ')} says which trace: take the others out`;
    context.addIssue({ code: 'custom', path: [said[1] ?? 'trace'], message });
  });
export type TraceTreeProps = z.infer<typeof props>;

const whole = z.number().int();

const columns = z.object({
  origin: whole,
  sorts: z.array(z.tuple([z.string(), z.string(), z.string()]).readonly()).readonly(),
  sort: z.array(whole).readonly(),
  depth: z.array(whole).readonly(),
  start: z.array(z.number()).readonly(),
  duration: z.array(z.number()).readonly(),
  prefix: z.string(),
  spanIds: z.string(),
  failed: z.array(z.tuple([whole, whole]).readonly()).readonly(),
  subjects: z.array(z.tuple([whole, whole]).readonly()).readonly(),
  texts: z.array(z.string()).readonly(),
  flaws: z.object({
    orphans: whole,
    cycles: whole,
    repeated: whole,
    early: z.array(z.object({ service: z.string(), microseconds: z.number() })).readonly(),
  }),
});

const row = z.object({
  depth: whole,
  process: z.string(),
  group: z.string(),
  service: z.string(),
  /** Microseconds since the trace began. */
  start: z.number(),
  duration: z.number(),
  self: z.number(),
  /** The error's first line, or `failed`. */
  error: z.string().optional(),
  /** Calls below it that failed. */
  failedBelow: whole,
  critical: z.boolean(),
});
export type TraceTreeRow = z.infer<typeof row>;

const head = z.object({
  trace: z.string(),
  /** Of the call that began it. */
  process: z.string(),
  service: z.string(),
  subject: z.string().optional(),
  /** When it began, microseconds since 1970. */
  origin: whole,
  /** `2026-11-20 16:31:07.250`, UTC. */
  started: z.string(),
  /** Microseconds. */
  total: z.number(),
  calls: whole,
  errors: whole,
  levels: whole,
  /** Sentences on what of it does not hold together. */
  flaws: z.array(z.string()),
});
export type TraceTreeHead = z.infer<typeof head>;

export const value = z.object({
  /** Null where there is none. */
  head: head.nullable(),
  /** Why there is none and what to do, or nothing. */
  missing: z.string(),
  /** The first calls, for the form without a script. */
  rows: z.array(row),
  /** Every call; null where there are too many to send with each value: the element asks for them. */
  columns: columns.nullable(),
});
export type TraceTreeValue = z.infer<typeof value>;
