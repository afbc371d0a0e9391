import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { toMilliseconds } from '../../../../core/model/time.ts';
import { callFaults, type FaultyEnv } from '../../faults/calls.ts';
import type { Faults } from '../../faults/faults.ts';
import { faultRoutes } from '../../faults/routes.ts';
import { SlidingWindow } from '../../sliding-window.ts';
import type { Gateway } from '../gateway.ts';
import { authEndpoints } from './auth.ts';
import { type Caller, type Endpoint, failed, Unreadable } from './endpoint.ts';
import { historyEndpoints } from './history.ts';
import { listingEndpoints } from './listings.ts';
import { orderEndpoints } from './orders.ts';
import { positionEndpoints } from './positions.ts';

const bodyBytes = 1_000_000;

const endpoints: readonly Endpoint[] = [
  ...authEndpoints,
  ...listingEndpoints,
  ...historyEndpoints,
  ...orderEndpoints,
  ...positionEndpoints,
];

const tokenOf = (context: Context<FaultyEnv>): string =>
  /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1] ?? '';

/** As the framework of the gateway says it. */
function problem(
  context: Context<FaultyEnv>,
  status: ContentfulStatusCode,
  title: string,
  errors?: Unreadable['problems'],
): Response {
  const type = `https://tools.ietf.org/html/rfc9110#section-15.${status < 500 ? '5' : '6'}.${(status % 100) + 1}`;
  const body = {
    type,
    title,
    status,
    ...(errors ? { errors } : {}),
    traceId: `00-${randomUUID().replaceAll('-', '')}-00`,
  };
  return context.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json; charset=utf-8' });
}

/** Every call of the gateway, its limits and the simulator's own routes. */
export function restRoutes(gateway: Gateway, faults: Faults): Hono<FaultyEnv> {
  const limits = {
    history: new SlidingWindow(gateway.clock, 50, 30),
    usual: new SlidingWindow(gateway.clock, 200, 60),
  };
  const byPath = new Map(endpoints.map((each) => [each.path.toLowerCase(), each]));
  const routes = new Hono<FaultyEnv>();
  routes.route('/', faultRoutes(faults));
  routes.use(async (context, next) => {
    await next();
    // tokens, limits and the market live by this clock, and so does whoever reads it off an answer
    const at = toMilliseconds(gateway.clock.now()) + (context.get('skew') ?? 0);
    context.res.headers.set('Date', new Date(at).toUTCString());
  });
  routes.use(
    callFaults(faults, {
      status: (context, status) =>
        status < 500
          ? context.body(null, status)
          : problem(context, status, 'An error occurred while processing your request.'),
      refused(context, code) {
        const endpoint = byPath.get(context.req.path.toLowerCase());
        return context.json(failed(code ?? endpoint?.unknownError ?? 1, endpoint?.nothing));
      },
      lapse: (context) => gateway.sessions.lapse(tokenOf(context)),
    }),
  );
  routes.get('/api/Status/ping', (context) => context.text('pong'));
  routes.use(bodyLimit({ maxSize: bodyBytes, onError: (context) => context.body(null, 413) }));
  for (const endpoint of endpoints) {
    routes.post(endpoint.path, async (context) => {
      const token = tokenOf(context);
      const read = gateway.sessions.read(token);
      const isKnown = read.state === 'valid' || (read.state === 'ended' && endpoint.access === 'any_session');
      if (endpoint.access !== 'open' && !isKnown) {
        return context.body(null, 401, { 'www-authenticate': token ? 'Bearer error="invalid_token"' : 'Bearer' });
      }
      const caller: Caller | undefined = read.state === 'refused' ? undefined : { session: read.session, token };
      if (!limits[endpoint.limit].take(caller?.session.userName ?? '')) return context.body(null, 429);
      try {
        return context.json(endpoint.answer(parse(await context.req.text()), gateway, caller));
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        return problem(context, 400, error.message, error.problems);
      }
    });
  }
  return routes;
}

/** An empty body is an empty object: some calls have none. */
function parse(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Unreadable({ $: [error instanceof Error ? error.message : String(error)] });
  }
}
