import { z } from 'zod';
import { parseLast } from '../../core/trace/last.ts';

const sectionNames = ['rates', 'latency', 'queue', 'writer', 'breaker', 'database', 'event_loop', 'memory'] as const;
export type SectionName = (typeof sectionNames)[number];

export const columnNames = ['calls', 'errors', 'p50', 'p95', 'p99', 'max'] as const;
export type ColumnName = (typeof columnNames)[number];

const longest = 21_600;

export const props = z.strictObject({
  /** Which sections, in this order. */
  show: z
    .array(z.enum(sectionNames, `a section is ${sectionNames.join(', ')}`))
    .min(1)
    .default([...sectionNames]),
  /** How far back figures and lines go. */
  last: z
    .string()
    .refine((text) => {
      const seconds = parseLast(text);
      return seconds !== undefined && seconds >= 60 && seconds <= longest;
    }, 'last is a time from 1m to 6h, as in 5m')
    .default('5m'),
  /** Part of the name of a process, any case; `*` stands for anything. */
  process: z.string().min(1).max(200).optional(),
  /** A group and those under it. */
  group: z.string().min(1).max(200).optional(),
  /** A line for each process, or for each group. */
  by: z.enum(['process', 'group'], 'by is process or group').default('process'),
  /** How many lines. */
  top: z.int().min(1).max(100).default(12),
  /** The column that the worst is first by. */
  sort: z.enum(columnNames, `sort is ${columnNames.join(', ')}`).default('errors'),
});
export type MetricsProps = z.infer<typeof props>;

/** Heights from 0 to 100, oldest first; `null` where nothing is known. */
const line = z.array(z.number().int().nullable());

const fact = z.object({
  label: z.string(),
  text: z.string(),
  unit: z.string(),
  note: z.string().optional(),
  warns: z.boolean(),
  line: line.nullable(),
});
export type Fact = z.infer<typeof fact>;

const row = z.object({
  name: z.string(),
  short: z.string(),
  group: z.string(),
  /** In the order of the columns: calls and errors a second, then milliseconds. */
  figures: z.array(z.number()),
  line,
  failures: line,
});
export type Row = z.infer<typeof row>;

export const value = z.object({
  health: z.enum(['none', 'healthy', 'warned']),
  /** One sentence. */
  summary: z.string(),
  warnings: z.array(z.string()),
  sections: z.array(z.object({ name: z.enum(sectionNames), title: z.string(), facts: z.array(fact) })),
  /** The worst by each column, so that whichever it is sorted by has its worst; `null` where it is not shown. */
  rows: z.array(row).nullable(),
  /** Processes or groups that had a call, and those of them that fit the filter. */
  met: z.number().int(),
  fitting: z.number().int(),
});
export type MetricsValue = z.infer<typeof value>;
