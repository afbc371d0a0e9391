import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { UnknownName } from '../../core/errors.ts';
import { accountId, type ClientOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Order } from '../../core/model/order.ts';
import { quantity } from '../../core/model/quantity.ts';
import { isOpen } from '../../core/orders/apply.ts';
import type { OrdersState } from '../../core/topics.ts';
import type { Analytics } from '../analytics/port.ts';
import { OrderRefused } from '../desk/port.ts';
import { accountReports } from '../trading/account-report.ts';
import type { TradedDesk } from '../trading/desk.ts';
import { type MarketFacts, marketReport } from '../trading/market-report.ts';
import { orderReport } from '../trading/order-report.ts';
import { exitsOf, outcomeOf } from '../trading/outcome.ts';
import { positionReports } from '../trading/position-report.ts';
import { previewReport } from '../trading/preview-report.ts';
import { depthReport, quoteReport } from '../trading/quote-report.ts';
import { riskReports } from '../trading/risk-report.ts';
import { spanOf, spanZone } from '../trading/session-span.ts';
import { tradesReport } from '../trading/trade-report.ts';
import { bodyOf, RequestProblem } from './errors.ts';
import { orderRequest, refusals } from './orders.ts';

export interface TradingParts {
  readonly desk: TradedDesk;
  readonly analytics: Pick<Analytics, 'run'>;
  readonly facts: MarketFacts;
}

const MOST_LEVELS = 100;
const LONGEST_WAIT = 60;

const name = z.string().min(1).max(64);
const ofAccount = z.strictObject({ account: name.optional(), instrument: name.optional() });
const flag = z.enum(['0', '1']).transform((text) => text === '1');
const closeBody = z.strictObject({
  instrument: name,
  account: name,
  quantity: z.number().int('a whole number of contracts').positive('one contract at least').optional(),
});

function queryOf<S extends z.ZodType>(context: Context, schema: S): z.output<S> {
  const read = schema.safeParse(context.req.query());
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => `${path.join('.') || 'address'}: ${message}`);
  throw new RequestProblem(400, `What is asked for cannot be read: ${problems.join('; ')}.`);
}

/** What a trader asks of the market and the accounts at hand, beside the orders themselves. */
export function tradingRoutes({ desk, analytics, facts }: TradingParts): Hono {
  const routes = new Hono();
  const found = (text: string): Instrument => {
    try {
      return desk.instrument(text);
    } catch (error) {
      throw error instanceof UnknownName ? new RequestProblem(404, `${error.message}.`) : error;
    }
  };
  /** With a market, which it gets now where the venue lists it. */
  const traded = async (text: string): Promise<Instrument> => {
    found(text);
    try {
      return await desk.follow(text);
    } catch (error) {
      throw error instanceof OrderRefused ? new RequestProblem(404, error.message) : error;
    }
  };
  const optional = (text: string | undefined): string | undefined => (text === undefined ? undefined : found(text).id);
  const reportOf = (order: Order, queueAhead?: number) =>
    orderReport(order, desk.instrument(order.intent.instrument), queueAhead);

  routes.get('/api/market', (context) => context.json(marketReport(desk, facts)));

  routes.get('/api/quotes/:instrument', async (context) =>
    context.json(quoteReport(desk, await traded(context.req.param('instrument')))),
  );

  routes.get('/api/depth/:instrument', async (context) => {
    const { levels } = queryOf(
      context,
      z.strictObject({ levels: z.coerce.number().int().min(1).max(MOST_LEVELS).default(10) }),
    );
    return context.json(depthReport(desk, await traded(context.req.param('instrument')), levels));
  });

  routes.get('/api/positions', (context) => {
    const asked = queryOf(
      context,
      ofAccount.extend({ by: z.literal('strategy').optional(), flat: flag.default(false) }),
    );
    const { account, instrument, by, flat } = asked;
    return context.json(
      positionReports(desk, { account, instrument: optional(instrument), byStrategy: by === 'strategy', flat }),
    );
  });

  routes.post('/api/positions/close', async (context) => {
    const orders = await refusals(async () => {
      const { instrument, account, quantity: contracts } = await bodyOf(context, closeBody, 'What to close');
      return desk.close(instrument, accountId(account), contracts === undefined ? undefined : quantity(contracts));
    });
    return context.json({ orders: orders.map((order) => reportOf(order)) }, 202);
  });

  routes.post('/api/orders/preview', async (context) => {
    const intent = await refusals(async () => {
      const request = await orderRequest(context, desk);
      await desk.follow(request.instrument);
      return desk.preview(request);
    });
    return context.json({ ...previewReport(desk, intent), ...marketReport(desk, facts) });
  });

  routes.get('/api/orders', (context) => {
    const asked = queryOf(context, ofAccount.extend({ group: name.optional(), closed: flag.default(false) }));
    const { account, group, closed } = asked;
    const instrument = optional(asked.instrument);
    const { orders, queueAhead } = desk.bus.read<OrdersState>('orders');
    const shown = orders.filter(
      (order) =>
        (closed || group !== undefined || isOpen(order)) &&
        (account === undefined || order.intent.account === account) &&
        (instrument === undefined || order.intent.instrument === instrument) &&
        (group === undefined || order.intent.clientOrderId === group || order.intent.exit?.protects === group),
    );
    return context.json(shown.map((order) => reportOf(order, queueAhead.get(order.intent.clientOrderId))));
  });

  routes.get('/api/orders/:id/outcome', async (context) => {
    const id = context.req.param('id') as ClientOrderId;
    const { wait } = queryOf(context, z.strictObject({ wait: z.coerce.number().min(0).max(LONGEST_WAIT).default(5) }));
    const signal = AbortSignal.any([context.req.raw.signal, AbortSignal.timeout(wait * 1_000)]);
    const order = await outcomeOf(desk, id, signal);
    if (!order) throw new RequestProblem(404, `There is no order ${JSON.stringify(id)}.`);
    return context.json({ ...reportOf(order), exits: exitsOf(desk, id).map((exit) => reportOf(exit)) });
  });

  routes.get('/api/accounts', (context) => context.json(accountReports(desk)));

  routes.get('/api/risk', (context) => {
    const { account } = queryOf(context, z.strictObject({ account: name.optional() }));
    return context.json(riskReports(desk, account));
  });

  routes.get('/api/trades', async (context) => {
    const asked = queryOf(context, ofAccount.extend({ from: name.optional(), to: name.optional() }));
    const { account, from, to } = asked;
    const session = desk.instruments()[0]?.session ?? 'cme';
    const instrument = optional(asked.instrument);
    const sessions = { name: session, neverCloses: facts.neverCloses };
    const span = readSpan(() => spanOf({ from, to }, sessions, desk.clock.now()));
    return context.json(await tradesReport(analytics, { span, zone: spanZone(session), account, instrument }));
  });

  return routes;
}

function readSpan<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? new RequestProblem(400, error.message) : error;
  }
}
