import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { toMilliseconds } from '../../../core/model/time.ts';
import { callFaults, type FaultyEnv } from '../faults/calls.ts';
import type { Faults } from '../faults/faults.ts';
import { faultRoutes } from '../faults/routes.ts';
import { failed, ofStatus } from './answers.ts';
import { KiteError } from './errors.ts';
import type { KiteParts } from './parts.ts';
import { credentialsOf, front } from './routes/front.ts';
import { gttRoutes } from './routes/gtt.ts';
import { marginRoutes } from './routes/margins.ts';
import { marketRoutes } from './routes/market.ts';
import { orderRoutes } from './routes/orders.ts';
import { portfolioRoutes } from './routes/portfolio.ts';
import { sessionRoutes } from './routes/session.ts';
import { userRoutes } from './routes/user.ts';

const BODY_BYTES = 1_000_000;

/** Every call, with what stands in front of it. */
export function appOf(parts: KiteParts, faults: Faults, log?: (line: string) => void): Hono<FaultyEnv> {
  const app = new Hono<FaultyEnv>();
  app.route('/', faultRoutes(faults));
  app.use(async (context, next) => {
    await next();
    // tokens, limits and the market live by this clock, and so does whoever reads it off an answer
    const at = toMilliseconds(parts.clock.now()) + (context.get('skew') ?? 0);
    context.res.headers.set('Date', new Date(at).toUTCString());
  });
  app.use(
    callFaults(faults, {
      status: (context, status) => failed(context, ofStatus(status)),
      refused: (context) => failed(context, new KiteError('OrderException', 'The request could not be done.')),
      lapse: ({ req }) => parts.sessions.end(credentialsOf(req.header('authorization')).token),
    }),
  );
  app.use(bodyLimit({ maxSize: BODY_BYTES, onError: (context) => context.body(null, 413) }));
  app.use(front(parts));
  for (const routes of [sessionRoutes, userRoutes, marketRoutes, orderRoutes, portfolioRoutes, marginRoutes, gttRoutes])
    app.route('/', routes(parts));
  app.notFound((context) => failed(context, new KiteError('GeneralException', 'Route not found', 404)));
  app.onError((error, context) => {
    if (error instanceof KiteError) return failed(context, error);
    log?.(`${context.req.method} ${context.req.path} failed: ${String(error)}`);
    return failed(context, ofStatus(500));
  });
  return app;
}
