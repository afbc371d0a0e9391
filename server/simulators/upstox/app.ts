import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { toMilliseconds } from '../../../core/model/time.ts';
import { callFaults, type FaultyEnv } from '../faults/calls.ts';
import type { Faults } from '../faults/faults.ts';
import { faultRoutes } from '../faults/routes.ts';
import type { SimulatorOptions } from '../port.ts';
import { failure, gatewayFailure } from './answers.ts';
import { isErrorCode } from './errors.ts';
import type { Doors } from './feed/doors.ts';
import type { UpstoxParts } from './parts.ts';
import { feedRoutes } from './routes/feeds.ts';
import { bearerOf, front } from './routes/front.ts';
import { historyRoutes } from './routes/history.ts';
import { instrumentRoutes } from './routes/instruments.ts';
import { killSwitchRoutes } from './routes/kill-switch.ts';
import { loginRoutes } from './routes/login.ts';
import { manyOrderRoutes } from './routes/many-orders.ts';
import { optionRoutes } from './routes/options.ts';
import { orderBookRoutes } from './routes/order-books.ts';
import { orderRoutes } from './routes/orders.ts';
import { portfolioRoutes } from './routes/portfolio.ts';
import { quoteRoutes } from './routes/quotes.ts';
import { userRoutes } from './routes/user.ts';

const MOST_BYTES = 1_000_000;

const routed = [
  loginRoutes,
  userRoutes,
  killSwitchRoutes,
  instrumentRoutes,
  quoteRoutes,
  optionRoutes,
  historyRoutes,
  orderRoutes,
  orderBookRoutes,
  manyOrderRoutes,
  portfolioRoutes,
];

interface AppParts extends Pick<SimulatorOptions, 'log'> {
  readonly faults: Faults;
  readonly doors: Doors;
}

/** Every address that is no web socket. */
export function appOf(parts: UpstoxParts, { faults, doors, log }: AppParts): Hono<FaultyEnv> {
  const { clock, tokens } = parts;
  const app = new Hono<FaultyEnv>();
  app.use(async (context, next) => {
    await next();
    // tokens, limits and the market live by this clock, and so does whoever reads it off an answer
    const at = toMilliseconds(clock.now()) + (context.get('skew') ?? 0);
    context.res.headers.set('Date', new Date(at).toUTCString());
  });
  app.route('/', faultRoutes(faults));
  app.use(
    callFaults(faults, {
      status: (_context, status) => gatewayFailure(codeOf(status), status),
      refused(_context, number) {
        const code = `UDAPI${number ?? 100_500}`;
        return isErrorCode(code) ? failure({ code }) : failure({ code: 'UDAPI100036' });
      },
      lapse: ({ req }) => tokens.lapse(bearerOf(req.header('authorization')) ?? ''),
    }),
  );
  app.use(bodyLimit({ maxSize: MOST_BYTES, onError: () => failure({ code: 'UDAPI100036' }) }));
  app.use(front(parts));
  for (const routes of routed) app.route('/', routes(parts));
  app.route('/', feedRoutes(doors));
  app.notFound(() => failure({ code: 'UDAPI100060' }));
  app.onError((error, { req }) => {
    log?.(`${req.method} ${req.path} failed: ${String(error)}`);
    return failure({ code: 'UDAPI100500' });
  });
  return app;
}

const codeOf = (status: number) =>
  status === 429 ? 'UDAPI10005' : status === 401 || status === 403 ? 'UDAPI100050' : 'UDAPI100500';
