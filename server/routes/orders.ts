import { Hono } from 'hono';
import { z } from 'zod';
import { MalformedText, OutOfRange, UnknownName } from '../../core/errors.ts';
import { accountId, type ClientOrderId, clientOrderId as toOrderId } from '../../core/model/ids.ts';
import type { Order } from '../../core/model/order.ts';
import { parsePrice } from '../../core/model/price-parse.ts';
import { quantity as toQuantity } from '../../core/model/quantity.ts';
import type { Desk } from '../desk/port.ts';
import { OrderRefused } from '../desk/port.ts';
import { bodyOf, RequestProblem } from './errors.ts';

const name = z.string().regex(/^[A-Za-z0-9_.-]{1,40}$/, 'letters, digits, dot, dash and underscore, at most 40');

/** In any case of letters: `BUY` is what many programs send. */
const oneOf = <const T extends readonly string[]>(words: T) =>
  z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(words));

const orderBody = z.strictObject({
  instrument: z.string().min(1).max(40),
  side: oneOf(['buy', 'sell']),
  quantity: z.number().int().positive(),
  type: oneOf(['market', 'limit']).default('limit'),
  price: z.union([z.string().max(40), z.number()]).nullish(),
  timeInForce: oneOf(['day', 'ioc']).default('day'),
  account: name,
  clientOrderId: name.optional(),
});

const shown = (order: Order) => ({
  clientOrderId: order.intent.clientOrderId,
  instrument: order.intent.instrument,
  side: order.intent.side,
  type: order.intent.type,
  quantity: order.intent.quantity,
  filledQuantity: order.filledQuantity,
  status: order.status,
  ...(order.reason === undefined ? {} : { reason: order.reason }),
});

const refusing = [OrderRefused, MalformedText, OutOfRange, UnknownName];

async function refusals<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || !refusing.some((kind) => error instanceof kind)) throw error;
    throw new RequestProblem(422, error.message);
  }
}

/** Orders go up as a plain POST and come back on the stream; the answer says only that the intent is on disk. */
export function orderRoutes(desk: Desk): Hono {
  const routes = new Hono();

  routes.post('/api/orders', async (context) => {
    const { price, account, clientOrderId, quantity, ...rest } = await bodyOf(context, orderBody, 'The order');
    const order = await refusals(async () => {
      const instrument = desk.instrument(rest.instrument);
      return desk.submit({
        ...rest,
        instrument: instrument.id,
        quantity: toQuantity(quantity),
        account: accountId(account),
        ...(price === null || price === undefined ? {} : { price: parsePrice(String(price), instrument.priceStyle) }),
        ...(clientOrderId === undefined ? {} : { clientOrderId: toOrderId(clientOrderId) }),
      });
    });
    return context.json(shown(order), 202);
  });

  routes.delete('/api/orders/:id', async (context) => {
    const id = context.req.param('id') as ClientOrderId;
    if (!desk.order(id)) throw new RequestProblem(404, `There is no order ${JSON.stringify(id)}.`);
    return context.json(shown(await refusals(() => desk.cancel(id))), 202);
  });

  routes.get('/api/orders/:id', (context) => {
    const order = desk.order(context.req.param('id') as ClientOrderId);
    if (!order) throw new RequestProblem(404, `There is no order ${JSON.stringify(context.req.param('id'))}.`);
    return context.json(shown(order));
  });

  return routes;
}
