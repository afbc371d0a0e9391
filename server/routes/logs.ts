import { Hono } from 'hono';
import { z } from 'zod';
import { machineClock } from '../../core/clock.ts';
import { instant, SECOND } from '../../core/model/time.ts';
import { parseLast } from '../../core/trace/last.ts';
import { logLevels } from '../../core/trace/log-level.ts';
import type { TraceReader } from '../../core/trace/query.ts';
import { RequestProblem } from './errors.ts';

const word = z.string().min(1, 'is empty: leave it out').max(500, 'is longer than 500 characters').optional();

const query = z.strictObject({
  level: z.enum(logLevels, `is ${logLevels.join(', ')}`).optional(),
  text: word,
  service: word,
  trace: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'is no id of 32 hexadecimal digits')
    .optional(),
  last: z
    .string()
    .refine((text) => parseLast(text) !== undefined, 'is a stretch of time: 90s, 15m, 6h or 2d')
    .optional(),
  limit: z.coerce.number().int().min(1).max(1_000, 'is a number of lines from 1 to 1000').default(200),
  before: z.coerce.number().int().min(1).optional(),
  /** The greatest `seq` that is known: only what came since. */
  after: z.coerce.number().int().min(0).optional(),
});

/** What was logged, newest first, in pages. */
export function logRoutes(reader: Pick<TraceReader, 'logs'>): Hono {
  const routes = new Hono();
  routes.get('/api/logs', async (context) => {
    const read = query.safeParse(context.req.query());
    if (!read.success) {
      const [issue] = read.error.issues;
      throw new RequestProblem(400, `The logs cannot be read: ${issue?.path.join('.')} ${issue?.message}.`);
    }
    const { level, text, service, trace, last, limit, before, after } = read.data;
    const seconds = last === undefined ? undefined : parseLast(last);
    const filter = {
      ...(level === undefined ? {} : { level }),
      ...(text === undefined ? {} : { text }),
      ...(service === undefined ? {} : { service }),
      ...(trace === undefined ? {} : { traceId: trace }),
      ...(seconds === undefined ? {} : { from: instant(machineClock.now() - seconds * SECOND) }),
    };
    return context.json(
      await reader.logs(filter, limit, before, {
        signal: context.req.raw.signal,
        ...(after === undefined ? {} : { after }),
      }),
    );
  });
  return routes;
}
