import { z } from 'zod';
import { parseLast } from '../../core/trace/last.ts';
import { timeOf } from './time-of.ts';

const text = z.string().max(200);

/** A text with its zone, or what an input of a time gives: microseconds. */
const time = z
  .union([z.string(), z.int().nonnegative()])
  .refine(
    (given) => timeOf(given) !== undefined,
    'a time has its zone, as in 2026-11-20T14:30:00Z; an input of type timestamp gives one too',
  );

export const props = z
  .strictObject({
    /** A row a value with the seven canonical columns, or a row a call. */
    rows: z.enum(['data', 'calls'], 'rows is data or calls').default('data'),
    last: z
      .string()
      .refine(
        (given) => given === '' || parseLast(given) !== undefined,
        'last is a stretch of time: 90s, 15m, 6h or 2d',
      )
      .optional(),
    from: time.optional(),
    to: time.optional(),
    /** Part of a name, `*` for anything. */
    process: text.optional(),
    /** A group and those under it. */
    group: text.optional(),
    service: text.optional(),
    status: z.enum(['OK', 'ERR', ''], 'status is OK or ERR').optional(),
    text: text.optional(),
    subject: text.optional(),
    /** Rows at first, and of a page. */
    limit: z.int().min(1).max(500).default(100),
  })
  .refine(({ last, from, to }) => !last || (!from && !to), {
    path: ['last'],
    message: 'a range is either the last stretch of time or from and to: take one of them out',
  });
export type TraceProps = z.infer<typeof props>;

const row = z.object({
  seq: z.number().int(),
  /** Microseconds since 1970. */
  ts: z.number().int(),
  traceId: z.string(),
  spanId: z.string(),
  process: z.string(),
  status: z.enum(['OK', 'ERR']),
  exception: z.string().nullable(),
  /** Of a value. */
  data: z.string().optional(),
  dataType: z.enum(['INPUT', 'OUTPUT']).optional(),
  dataValue: z.string().optional(),
  /** Of a call. */
  group: z.string().optional(),
  milliseconds: z.number().optional(),
  depth: z.number().int().optional(),
  subject: z.string().nullable().optional(),
});
export type TraceRow = z.infer<typeof row>;

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
export type TraceValue = z.infer<typeof value>;
