import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { failure, success } from '../answers.ts';
import { tradeRow } from '../orders/rows.ts';
import type { UpstoxParts } from '../parts.ts';

/** Orders and executions of today, as they are and as they came to be. */
export function orderBookRoutes({ orders }: UpstoxParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();

  routes.get('/v2/order/retrieve-all', () => success(orders.today().map(({ row }) => row)));

  routes.get('/v2/order/details', ({ req }) => {
    const id = req.query('order_id');
    if (!id) return failure({ code: 'UDAPI1023', path: 'order_id' });
    const order = orders.get(id);
    return order ? success(order.row) : failure({ code: 'UDAPI100010', path: 'order_id', value: id });
  });

  routes.get('/v2/order/history', ({ req }) => {
    const { order_id: id, tag } = req.query();
    if (!id && !tag) return failure({ code: 'UDAPI1023', path: 'order_id' });
    const wanted = orders.today().filter((order) => (!id || order.id === id) && (!tag || order.asked.tag === tag));
    if (wanted.length === 0) return failure({ code: 'UDAPI100010', path: id ? 'order_id' : 'tag', value: id || tag });
    return success(wanted.flatMap(({ history }) => history));
  });

  routes.get('/v2/order/trades', ({ req }) => {
    const id = req.query('order_id');
    if (!id) return failure({ code: 'UDAPI1023', path: 'order_id' });
    if (orders.get(id) === undefined) return failure({ code: 'UDAPI100010', path: 'order_id', value: id });
    const own = orders.trades().filter(({ order }) => order.id === id);
    return success(own.map(({ order, trade }) => tradeRow(order, trade)));
  });

  routes.get('/v2/order/trades/get-trades-for-day', () =>
    success(orders.trades().map(({ order, trade }) => tradeRow(order, trade))),
  );
  return routes;
}
