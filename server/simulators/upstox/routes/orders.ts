import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { OrderTerms } from '../../../../core/model/order.ts';
import { quantity } from '../../../../core/model/quantity.ts';
import { toMilliseconds } from '../../../../core/model/time.ts';
import type { FaultyEnv } from '../../faults/calls.ts';
import { failure, type Problem, type Row, success } from '../answers.ts';
import { readBody } from '../json-body.ts';
import { readAsked, readPrices, types } from '../orders/asked.ts';
import type { UpstoxOrder } from '../orders/order.ts';
import { placeAsked } from '../orders/placement.ts';
import type { UpstoxParts } from '../parts.ts';

const isProblem = (value: object): value is Problem => 'code' in value;

const modification = z.looseObject({
  order_id: z.string().optional(),
  quantity: z.int().optional(),
  validity: z.string().optional(),
  price: z.number().optional(),
  order_type: z.string().optional(),
  disclosed_quantity: z.int().min(0).optional(),
  trigger_price: z.number().optional(),
});

/** Placing, changing and canceling one order, as both versions have it: the third gives several ids and how long it took. */
export function orderRoutes(parts: UpstoxParts): Hono<FaultyEnv> {
  const { orders, catalog, killSwitch, clock } = parts;
  const routes = new Hono<FaultyEnv>();

  const timed = async (work: () => Promise<Row | Problem>): Promise<Response> => {
    const begun = clock.now();
    const data = await work();
    const latency = Math.round(toMilliseconds(clock.now()) - toMilliseconds(begun));
    return isProblem(data) ? failure(data) : success(data, { metadata: { latency } });
  };
  const plain = async (work: () => Promise<Row | Problem>): Promise<Response> => {
    const data = await work();
    return isProblem(data) ? failure(data) : success(data);
  };

  const place = async ({ req }: Context<FaultyEnv>): Promise<readonly UpstoxOrder[] | Problem> => {
    const read = readBody(await req.text());
    if (isProblem(read)) return read;
    const asked = readAsked(read.body, catalog);
    return 'listed' in asked ? placeAsked(asked, orders, killSwitch) : asked[0];
  };

  routes.post('/v3/order/place', (context) =>
    timed(async () => {
      const placed = await place(context);
      return isProblem(placed) ? placed : { order_ids: placed.map(({ id }) => id) };
    }),
  );
  routes.post('/v2/order/place', (context) =>
    plain(async () => {
      const placed = await place(context);
      return isProblem(placed) ? placed : { order_id: placed[0]?.id };
    }),
  );

  const modify = async ({ req }: Context<FaultyEnv>): Promise<Row | Problem> => {
    const body = readBody(await req.text());
    if (isProblem(body)) return body;
    const read = modification.safeParse(body.body);
    if (!read.success) return { code: 'UDAPI100036', path: read.error.issues[0]?.path.join('.') ?? '' };
    const { order_id, order_type = '', validity = '', price = 0, trigger_price = 0 } = read.data;
    const order = findOrder(order_id, 'UDAPI1003');
    if (isProblem(order)) return order;
    const type = types[order_type];
    if (type === undefined) return { code: 'UDAPI1056', path: 'order_type', value: order_type };
    if (validity !== 'DAY' && validity !== 'IOC') return { code: 'UDAPI1055', path: 'validity', value: validity };
    if (type !== order.asked.type)
      return {
        code: 'UDAPI1004',
        message: 'The order type cannot be changed here',
        path: 'order_type',
        value: order_type,
      };
    if (order.isClosed) return { code: 'UDAPI100041' };
    const prices = readPrices(type, price, trigger_price);
    if (isProblem(prices)) return prices;
    const contracts = read.data.quantity ?? order.at.terms.quantity;
    if (contracts <= 0) return { code: 'UDAPI1052', path: 'quantity', value: contracts };
    const terms: OrderTerms = {
      quantity: quantity(contracts),
      ...(prices.price === undefined ? {} : { price: prices.price }),
      ...(prices.trigger === undefined ? {} : { stopPrice: prices.trigger }),
    };
    const change = {
      validity: validity === 'DAY' ? ('day' as const) : ('ioc' as const),
      disclosed: read.data.disclosed_quantity ?? order.disclosed,
    };
    orders.modify(order, terms, change);
    return { order_id: order.id };
  };
  routes.put('/v3/order/modify', (context) => timed(() => modify(context)));
  routes.put('/v2/order/modify', (context) => plain(() => modify(context)));

  const cancel = async ({ req }: Context<FaultyEnv>): Promise<Row | Problem> => {
    const order = findOrder(req.query('order_id'), 'UDAPI1023');
    if (isProblem(order)) return order;
    if (order.isClosed) return { code: 'UDAPI100040' };
    orders.cancel(order);
    return { order_id: order.id };
  };
  routes.delete('/v3/order/cancel', (context) => timed(() => cancel(context)));
  routes.delete('/v2/order/cancel', (context) => plain(() => cancel(context)));

  const findOrder = (id: string | undefined, missing: Problem['code']): UpstoxOrder | Problem => {
    if (id === undefined || id === '') return { code: missing, path: 'order_id' };
    if (!/^[\w-]+$/.test(id)) return { code: 'UDAPI1010', path: 'order_id', value: id };
    return orders.get(id) ?? { code: 'UDAPI100010', path: 'order_id', value: id };
  };
  return routes;
}
