import { z } from 'zod';
import type { QueryResult } from '../kind.ts';

export const props = z.strictObject({
  /** One SELECT. */
  sql: z.string(),
});
export type SqlProps = z.infer<typeof props>;

export const value = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(z.json())),
  rowCount: z.number(),
  hash: z.string(),
  milliseconds: z.number(),
});
export type SqlValue = QueryResult;
