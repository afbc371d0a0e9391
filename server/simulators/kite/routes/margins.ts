import { Hono } from 'hono';
import { z } from 'zod';
import type { FaultyEnv } from '../../faults/calls.ts';
import type { KiteContext } from '../answers.ts';
import { succeeded } from '../answers.ts';
import { badInput } from '../errors.ts';
import type { Listed } from '../listing.ts';
import { rupees } from '../numbers.ts';
import type { KiteParts } from '../parts.ts';
import { chargesOf } from '../portfolio/charges.ts';
import { requirementOf, totalOf } from '../portfolio/funds.ts';

const asked = z.array(
  z.object({
    exchange: z.string(),
    tradingsymbol: z.string(),
    transaction_type: z.enum(['BUY', 'SELL']),
    variety: z.string().default('regular'),
    product: z.enum(['CNC', 'NRML', 'MIS']),
    order_type: z.string(),
    quantity: z.int().positive(),
    price: z.number().min(0).default(0),
    average_price: z.number().min(0).default(0),
  }),
);
type Asked = z.infer<typeof asked>[number];

async function read(context: KiteContext): Promise<Asked[]> {
  let body: unknown;
  try {
    body = await context.req.json();
  } catch {
    throw badInput('The body is to be a list in JSON.');
  }
  const { success, data } = asked.safeParse(body);
  if (!success) throw badInput('Invalid order in the list.');
  return data;
}

/** What orders would need and cost; these take JSON, as the documents have it. */
export function marginRoutes({ exchange, listing }: KiteParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();

  function found(order: Asked): { readonly listed: Listed; readonly price: number } {
    const listed = listing.byName(`${order.exchange}:${order.tradingsymbol}`);
    const day = listed && exchange.day(listed.instrument.id);
    if (listed === undefined || day === undefined) throw badInput('Invalid `tradingsymbol`.');
    return { listed, price: order.price || order.average_price || rupees(day.last) };
  }

  function margin(order: Asked) {
    const { listed, price } = found(order);
    const side = order.transaction_type === 'BUY' ? 'buy' : 'sell';
    const required = requirementOf(listed, order.product, side, order.quantity, price);
    return {
      type: 'equity',
      tradingsymbol: order.tradingsymbol,
      exchange: order.exchange,
      span: required.span,
      exposure: required.exposure,
      option_premium: required.premium,
      additional: 0,
      bo: 0,
      cash: 0,
      var: required.shares,
      pnl: { realised: 0, unrealised: 0 },
      leverage: 1,
      charges: chargesOf(listed, order.product, side, order.quantity * price),
      total: totalOf(required),
    };
  }

  routes.post('/margins/orders', async (context) => succeeded(context, (await read(context)).map(margin)));
  routes.post('/charges/orders', async (context) => {
    const orders = await read(context);
    return succeeded(
      context,
      orders.map((order) => {
        const { listed, price } = found(order);
        const { average_price: _average, ...said } = order;
        const side = order.transaction_type === 'BUY' ? 'buy' : 'sell';
        return { ...said, price, charges: chargesOf(listed, order.product, side, order.quantity * price) };
      }),
    );
  });
  return routes;
}
