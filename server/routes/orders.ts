import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { MalformedText, OutOfRange, UnknownName } from '../../core/errors.ts';
import { accountId, type ClientOrderId, clientOrderId as toOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { ExitAt, Order, Protection } from '../../core/model/order.ts';
import { parsePrice } from '../../core/model/price-parse.ts';
import { quantity as toQuantity } from '../../core/model/quantity.ts';
import type { Desk, OrderRequest } from '../desk/port.ts';
import { DeskUnavailable, OrderRefused } from '../desk/port.ts';
import { bodyOf, jsonBody, RequestProblem } from './errors.ts';

const name = z.string().regex(/^[A-Za-z0-9_.-]{1,40}$/, 'letters, digits, dot, dash and underscore, at most 40');

/** In any case of letters: `BUY` is what many programs send. */
const oneOf = <const T extends readonly string[]>(words: T) =>
  z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(words));

/** As the exchange writes it, or decimals. */
const priceText = z.union([z.string().max(40), z.number()]);
const contracts = z.number().int('a whole number of contracts').positive('one contract at least');

const ticks = z.number().int('a whole number of ticks').positive('one tick at least');

const exitAt = z.union(
  [z.strictObject({ ticks, trails: z.literal(true).optional() }), z.strictObject({ price: priceText })],
  'say how far or where: {"ticks": 8} from what is filled, or {"price": "110\'16"}',
);
type WrittenExit = z.infer<typeof exitAt>;

const protectionBody = z.strictObject({ stopLoss: exitAt.optional(), takeProfit: exitAt.optional() });

const orderBody = z.strictObject({
  instrument: z.string().min(1).max(40),
  side: oneOf(['buy', 'sell']),
  quantity: contracts,
  type: oneOf(['market', 'limit', 'stop', 'stop_limit']).default('limit'),
  price: priceText.nullish(),
  stopPrice: priceText.nullish(),
  timeInForce: oneOf(['day', 'ioc']).default('day'),
  product: oneOf(['intraday', 'carry', 'delivery']).optional(),
  account: name,
  clientOrderId: name.optional(),
  protection: protectionBody.optional(),
  /** Of a stop. */
  trail: ticks.optional(),
});

/** What is to be changed; the rest stays. */
const changesBody = z
  .strictObject({ quantity: contracts.optional(), price: priceText.nullish(), stopPrice: priceText.nullish() })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined && value !== null), {
    message: 'say what is to change: quantity (of the whole order), price or stopPrice',
  });

/** Whose orders in what. */
const everyBody = z.strictObject({ instrument: z.string().min(1).max(40), account: name });

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

type Written = string | number | null | undefined;

/** Prices of a body in the instrument's own style. */
function pricesOf({ price, stopPrice }: { price?: Written; stopPrice?: Written }, instrument: Instrument) {
  const read = (text: string | number) => parsePrice(String(text), instrument.priceStyle);
  return {
    ...(isGiven(price) ? { price: read(price) } : {}),
    ...(isGiven(stopPrice) ? { stopPrice: read(stopPrice) } : {}),
  };
}

function protectionOf(
  { stopLoss, takeProfit }: z.infer<typeof protectionBody>,
  { priceStyle }: Instrument,
): Protection {
  const read = (exit: WrittenExit): ExitAt => {
    if ('price' in exit) return { price: parsePrice(String(exit.price), priceStyle) };
    return exit.trails ? { ticks: exit.ticks, trails: true } : { ticks: exit.ticks };
  };
  return {
    ...(stopLoss ? { stopLoss: read(stopLoss) } : {}),
    ...(takeProfit ? { takeProfit: read(takeProfit) } : {}),
  };
}

const shown = (order: Order) => ({
  clientOrderId: order.intent.clientOrderId,
  instrument: order.intent.instrument,
  side: order.intent.side,
  type: order.intent.type,
  quantity: order.terms.quantity,
  filledQuantity: order.filledQuantity,
  status: order.status,
  ...(order.intent.product ? { product: order.intent.product } : {}),
  ...groupShown(order),
  ...(order.cancelRequested ? { cancelRequested: true } : {}),
  ...(order.reason === undefined ? {} : { reason: order.reason }),
});

const groupShown = ({ intent: { clientOrderId, exit, protection } }: Order) => {
  if (exit) return { group: exit.protects, role: exit.role };
  return protection ? { group: clientOrderId, role: 'entry' } : {};
};

const refusing = [OrderRefused, MalformedText, OutOfRange, UnknownName];

const isRefusal = (error: unknown): error is Error => refusing.some((kind) => error instanceof kind);

export async function refusals<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new RequestProblem(error instanceof DeskUnavailable ? 503 : 422, error.message);
  }
}

/** The same for a new order; one that did not get as far as the desk is journalled as refused here. */
const keepingRefusals = <T>(desk: Desk, sent: unknown, work: () => Promise<T>): Promise<T> =>
  refusals(async () => {
    try {
      return await work();
    } catch (error) {
      const isHere = error instanceof RequestProblem || isRefusal(error);
      if (isHere && !(error instanceof OrderRefused)) await desk.refuse('order', error.message, { sent });
      throw error;
    }
  });

/** The order of a body. Throws a `RequestProblem`, or what prices and names throw that cannot be read. */
export async function orderRequest(context: Context, desk: Pick<Desk, 'instrument'>): Promise<OrderRequest> {
  const body = await bodyOf(context, orderBody, 'The order');
  const { price, stopPrice, account, clientOrderId, quantity, protection, product, trail, ...rest } = body;
  const instrument = desk.instrument(rest.instrument);
  return {
    ...rest,
    instrument: instrument.id,
    quantity: toQuantity(quantity),
    account: accountId(account),
    ...pricesOf({ price, stopPrice }, instrument),
    ...(clientOrderId === undefined ? {} : { clientOrderId: toOrderId(clientOrderId) }),
    ...(protection ? { protection: protectionOf(protection, instrument) } : {}),
    ...(product ? { product } : {}),
    ...(trail === undefined ? {} : { trail }),
  };
}

/** Orders go up as a plain POST and come back on the stream; the answer says only that the intent is on disk. */
export function orderRoutes(desk: Desk): Hono {
  const routes = new Hono();

  routes.post('/api/orders', async (context) => {
    const sent = await jsonBody(context);
    const orders = await keepingRefusals(desk, sent, async () => desk.submitSliced(await orderRequest(context, desk)));
    const [order, ...more] = orders.map(shown);
    return context.json(more.length === 0 ? order : { orders: orders.map(shown) }, 202);
  });

  for (const [address, work] of [
    ['/api/orders/cancel-all', desk.cancelAll.bind(desk)],
    ['/api/orders/flatten', desk.flatten.bind(desk)],
  ] as const) {
    routes.post(address, async (context) => {
      const orders = await refusals(async () => {
        const { instrument, account } = await bodyOf(context, everyBody, 'The request');
        return work(instrument, accountId(account));
      });
      return context.json({ orders: orders.map(shown) }, 202);
    });
  }

  routes.patch('/api/orders/:id', async (context) => {
    const id = context.req.param('id') as ClientOrderId;
    const order = desk.order(id);
    if (!order) throw new RequestProblem(404, `There is no order ${JSON.stringify(id)}.`);
    const replaced = await refusals(async () => {
      const { quantity, ...prices } = await bodyOf(context, changesBody, 'The change');
      const { instrument } = order.intent;
      return desk.replace(id, {
        ...(quantity === undefined ? {} : { quantity: toQuantity(quantity) }),
        ...pricesOf(prices, desk.instrument(instrument)),
      });
    });
    return context.json(shown(replaced), 202);
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
