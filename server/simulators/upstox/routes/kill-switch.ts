import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { failure, success } from '../answers.ts';
import { readBody } from '../json-body.ts';
import type { UpstoxParts } from '../parts.ts';

/** Stops all trading in a segment: what is open there is canceled, and nothing more is taken for half a day. */
export function killSwitchRoutes({ killSwitch, orders, portfolio }: UpstoxParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();
  const isHeld = (segment: string): boolean =>
    portfolio.positions().some(({ listed, quantity }) => listed.segment === segment && quantity !== 0);

  routes.get('/v2/user/kill-switch', () => success(killSwitch.rows()));

  routes.post('/v2/user/kill-switch', async ({ req }) => {
    const read = readBody(await req.text());
    if ('code' in read) return failure(read);
    const stopped = killSwitch.change(read.body, isHeld);
    if ('code' in stopped) return failure(stopped);
    for (const order of orders.today()) {
      if (!order.isClosed && stopped.includes(order.asked.listed.segment)) orders.cancel(order);
    }
    return success(killSwitch.rows());
  });
  return routes;
}
