import { Hono } from 'hono';
import { z } from 'zod';
import type { ParamValue } from '../../cells/kind.ts';
import type { Analytics } from '../analytics/port.ts';
import { bodyOf } from './errors.ts';

const queryBody = z.strictObject({
  sql: z.string().min(1).max(200_000),
  params: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).max(10_000)]))
    .default({}),
  limit: z.number().int().positive().max(1_000_000).default(100_000),
});

/** A value as programs send it, or as the command line has it. */
export function paramOf(value: string | number | boolean | readonly string[]): ParamValue {
  if (typeof value === 'object') return { type: 'list', value };
  if (typeof value === 'boolean') return { type: 'boolean', value };
  if (typeof value === 'string') return { type: 'text', value };
  return { type: Number.isSafeInteger(value) ? 'integer' : 'number', value };
}

/** SQL over the sources, in the same engine and sandbox as a cell, for programs and the command line. */
export function dataRoutes(analytics: Analytics): Hono {
  const routes = new Hono();

  routes.get('/api/sources', async (context) => context.json(await analytics.sources()));

  routes.post('/api/query', async (context) => {
    const { sql, params, limit } = await bodyOf(context, queryBody, 'The query');
    const bound = new Map(Object.entries(params).map(([name, value]) => [name, paramOf(value)]));
    return context.json(await analytics.run({ sql, params: bound, limit, signal: context.req.raw.signal }));
  });

  return routes;
}
