import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import type { Analytics } from './analytics/port.ts';
import type { Desk } from './desk/port.ts';
import { projectRoot } from './paths.ts';
import { dataRoutes } from './routes/data.ts';
import { answer, RequestProblem } from './routes/errors.ts';
import { type Health, healthRoutes } from './routes/health.ts';
import { type Export, notebookRoutes } from './routes/notebooks.ts';
import { orderRoutes } from './routes/orders.ts';
import type { ToPage } from './routes/problem-page.ts';
import { type AuditOptions, audit } from './security/audit.ts';
import { gate } from './security/gate.ts';
import { securityHeaders } from './security/headers.ts';
import type { Sessions } from './sessions/port.ts';
import { traceRequests } from './trace/http.ts';
import { tracer } from './trace/tracer.ts';

export interface AppDependencies {
  readonly desk: Desk;
  readonly analytics: Analytics;
  readonly sessions: Sessions;
  readonly toExport: Export;
  readonly health: () => Health;
  readonly allowedHosts: readonly string[];
  /** Names that reach webhooks and nothing else. */
  readonly webhookHosts: readonly string[];
  readonly audit: AuditOptions['append'];
  readonly log: Logger;
  /** A problem as a page, for whoever navigates. */
  readonly toPage: ToPage;
  /** Routes that stand beside the fixed surfaces: pages, streams, imports. */
  readonly more: readonly Hono[];
}

const bodyBytes = 1_000_000;

/** The whole of the console as one handler; it never listens. */
export function createApp(dependencies: AppDependencies): Hono {
  const { desk, analytics, sessions, log } = dependencies;
  const app = new Hono();
  app.use(traceRequests(tracer), securityHeaders, gate(dependencies));
  app.use(
    audit({
      clock: desk.clock,
      append: dependencies.audit,
      failed: (error, entry) => log.error({ err: error, entry }, 'a row of the audit was not kept'),
    }),
  );
  const limit = bodyLimit({
    maxSize: bodyBytes,
    onError: (context) => {
      const hint = 'Notebook cells and orders are small; files go through deskbook import.';
      return context.json({ error: { message: `The body is larger than ${bodyBytes / 1_000_000} MB.`, hint } }, 413);
    },
  });
  const takesFiles = (path: string): boolean =>
    /^\/(api\/(import\/|webhooks\/|recordings(\/preview)?$)|v1\/(traces|logs)$)/.test(path);
  app.use((context, next) => (takesFiles(context.req.path) ? next() : limit(context, next)));
  app.use('/static/*', async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-cache');
  });
  app.use('/static/*', serveStatic({ root: `${projectRoot}/build` }));
  app.route('/', healthRoutes(dependencies.health));
  app.route('/', notebookRoutes(sessions, dependencies.toExport, desk.clock));
  app.route('/', orderRoutes(desk));
  app.route('/', dataRoutes(analytics));
  for (const routes of dependencies.more) app.route('/', routes);
  app.notFound((context) => {
    throw new RequestProblem(404, `There is nothing at ${context.req.path}.`, 'The notebooks are at /.');
  });
  app.onError(async (error, context) => {
    const answered = (await dependencies.toPage(context, error)) ?? answer(context, error);
    if (answered) return answered;
    // Whoever asked has gone, and what was under way for them ended with an error that nobody reads.
    if (context.req.raw.signal.aborted) return context.body(null, 503);
    log.error({ err: error, path: context.req.path }, 'a request failed');
    const hint = 'The log has the details; nothing was changed by it.';
    return context.json({ error: { message: 'Something went wrong inside the console.', hint } }, 500);
  });
  return app;
}
