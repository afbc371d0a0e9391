import { Hono } from 'hono';

export interface Health {
  readonly ready: boolean;
  readonly environment: string;
  readonly version: string;
  readonly startedMilliseconds: number;
}

/** `status` is `ok` only once the desk trades, the journal writes and notebooks open. */
export function healthRoutes(health: () => Health): Hono {
  const routes = new Hono();
  routes.get('/api/health', (context) => {
    const { ready, ...rest } = health();
    return context.json({ status: ready ? 'ok' : 'starting', ...rest }, ready ? 200 : 503);
  });
  return routes;
}
