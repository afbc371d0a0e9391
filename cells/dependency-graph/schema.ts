import { z } from 'zod';
import { parseLast } from '../../core/trace/last.ts';

export const props = z.strictObject({
  /** How far back: up to 15m as it is counted, more from the trace store. */
  last: z
    .string()
    .refine((text) => {
      const seconds = parseLast(text);
      return seconds !== undefined && seconds >= 60 && seconds <= 31 * 86_400;
    }, 'last is a time from 1m to 31d, as in 15m or 6h')
    .default('15m'),
  /** A box for each process, or for each group. */
  by: z.enum(['process', 'group'], 'by is process or group').default('process'),
  /** Fewest calls of what is drawn. */
  minimum: z.int().min(1).default(1),
  /** Whether what calls nothing and is called by nothing is drawn. */
  alone: z.boolean().default(true),
  /** Part of a name, `*` for anything: only what fits, and what is within `hops` calls of it. */
  focus: z.string().min(1).max(200).optional(),
  hops: z.int().min(0).max(10).default(1),
  /** `live` has the calls of this console, `store` also those of other programs. */
  source: z.enum(['live', 'store'], 'source is live or store').optional(),
});
export type GraphProps = z.infer<typeof props>;

/** Calls, failed ones, then milliseconds: median, 95th and 99th percentile, and the longest. */
const figures = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]);

const node = z.object({ name: z.string(), short: z.string(), group: z.string(), figures });
export type GraphNode = z.infer<typeof node>;

/** Caller and callee by their places among the nodes. */
const edge = z.object({ from: z.number().int(), to: z.number().int(), figures });
export type GraphEdge = z.infer<typeof edge>;

export const value = z.object({
  state: z.enum(['none', 'empty', 'graph']),
  /** Why there is nothing to draw, and what to do; empty otherwise. */
  reason: z.string(),
  source: z.enum(['live', 'store']),
  nodes: z.array(node),
  edges: z.array(edge),
  leftOut: z.object({ nodes: z.number().int(), edges: z.number().int(), alone: z.number().int() }),
});
export type GraphValue = z.infer<typeof value>;
