import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import type { Tracer } from '../../core/trace/port.ts';
import { parseTraceparent } from '../../core/trace/traceparent.ts';

/** Assets, the stream that a page holds for hours, what other programs observe and what is read of traces, which would be told of itself for ever. */
const unrecorded = /^\/(static\/|v1\/|api\/traces(\/|$)|stream$|notebooks\/[^/]+\/stream$|api\/health$)/;

/** What somebody puts behind it may be a secret, though nothing reads it there. */
const secretive = /^\/api\/webhooks\//;

/**
 * Records each request as the call `http GET /n/:id`, within the trace that `traceparent` names, where there is one. Of a request its address is kept and of
 * an answer its status: no header, no body. A request that fails inside the console is an error; one that is refused is not.
 */
export function traceRequests(tracer: Pick<Tracer, 'span' | 'within'>) {
  return createMiddleware(async (context, next) => {
    const { method, url } = context.req;
    const { pathname, search } = new URL(url);
    if (unrecorded.test(pathname)) return next();
    const name = `http ${method} ${patternOf(context)}`;
    const inputs = { address: secretive.test(pathname) ? pathname : pathname + search };
    const work = async () => {
      await next();
      if (context.error !== undefined && context.res.status >= 500) throw context.error;
      return { status: context.res.status };
    };
    const parent = parseTraceparent(context.req.header('traceparent'));
    const call = () => tracer.span(name, { group: 'http', inputs }, work);
    try {
      await tracer.within(parent, call);
    } catch (error) {
      // It was answered already, by whoever answers for errors.
      if (error !== context.error) throw error;
    }
  });
}

/** The pattern of the route that answers, without what its parameters may look like; every unknown address is the same one. */
function patternOf(context: Context): string {
  const { method } = context.req;
  const routes = matchedRoutes(context).filter(
    (route) => route.method === method || (method === 'HEAD' && route.method === 'GET'),
  );
  return routes.at(-1)?.path.replace(/\{.*?\}(?=\/|$)/g, '') ?? '(unknown)';
}
