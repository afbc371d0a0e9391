import { createMiddleware } from 'hono/factory';
import type { Clock } from '../../core/clock.ts';
import type { AuditEntry } from '../journal/port.ts';

const reads = ['GET', 'HEAD', 'OPTIONS', 'QUERY'];

export interface AuditOptions {
  readonly clock: Clock;
  append(entry: AuditEntry): Promise<void>;
  /** Told of a row that could not be kept; its request is answered as it was, since what it asked for is done. */
  failed(error: unknown, entry: AuditEntry): void;
}

/**
 * Keeps who changed what, and which exports left: the route and its answer, never a body. A page says that it is one by
 * `Sec-Fetch-Site`, which no script can forge; everything else is a program.
 */
export function audit({ clock, append, failed }: AuditOptions) {
  return createMiddleware(async (context, next) => {
    await next();
    const { method, path } = context.req;
    const leaves = path.endsWith('/export.html') || path === '/api/export';
    // it keeps a record of its own
    if (path.startsWith('/api/webhooks/')) return;
    const asks =
      /^\/api\/(import|recordings|orders)\/preview$/.test(path) || path === '/api/query' || path === '/api/run';
    const observes = path === '/v1/traces' || path === '/v1/logs';
    if ((reads.includes(method) && !leaves) || asks || observes) return;
    const entry = {
      at: clock.now(),
      actor: context.req.header('sec-fetch-site') === undefined ? 'program' : 'page',
      action: leaves ? 'export' : `${method} ${path}`,
      detail: { path, status: context.res.status },
    };
    await append(entry).catch((error: unknown) => failed(error, entry));
  });
}
