import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { succeeded } from '../answers.ts';
import { badInput, KiteError } from '../errors.ts';
import { clockText, rupees, timestamp } from '../numbers.ts';
import { type Asked, askedOf, termsOf, type Variety, varieties } from '../orders/asked.ts';
import { checkOrder, checkVariety } from '../orders/checks.ts';
import type { KiteOrder } from '../orders/order.ts';
import { placeIceberg, placeSlices, slicesOf } from '../orders/slices.ts';
import type { KiteParts } from '../parts.ts';
import { formOf } from './front.ts';

function varietyOf(text: string): Variety {
  const found = varieties.find((each) => each === text);
  if (found === undefined) throw badInput('Invalid `variety`.');
  return found;
}

export function orderRoutes(parts: KiteParts): Hono<FaultyEnv> {
  const { exchange, holdings, listing, orders } = parts;
  const routes = new Hono<FaultyEnv>();

  function place(asked: Asked, parent?: string): KiteOrder {
    checkOrder(asked, exchange, holdings);
    return orders.place(asked, parent === undefined ? {} : { parent });
  }

  /** Of the path's variety. Throws a `KiteError`. */
  function known(id: string, variety: string): KiteOrder {
    const order = orders.find(id);
    if (order === undefined || order.asked.variety !== varietyOf(variety))
      throw new KiteError('GeneralException', "Couldn't find that `order_id`.", 404);
    return order;
  }

  routes.post('/orders/:variety', async (context) => {
    const asked = askedOf(await formOf(context), varietyOf(context.req.param('variety')), listing);
    checkVariety(asked);
    if (asked.variety === 'iceberg') {
      checkOrder({ ...asked, quantity: asked.legQuantity }, exchange, holdings);
      return succeeded(context, { order_id: placeIceberg(asked, orders).id });
    }
    const slices = asked.slices ? slicesOf(asked) : [];
    if (slices.length > 1) return succeeded(context, placeSlices(asked, slices, orders, place));
    return succeeded(context, { order_id: place(asked).id });
  });
  routes.put('/orders/:variety/:id', async (context) => {
    const { variety, id } = context.req.param();
    const order = known(id, variety);
    orders.modify(order, termsOf(await formOf(context), order.asked.listed, order.terms));
    return succeeded(context, { order_id: id });
  });
  routes.delete('/orders/:variety/:id', (context) => {
    const { variety, id } = context.req.param();
    orders.cancel(known(id, variety));
    return succeeded(context, { order_id: id });
  });
  routes.get('/orders', (context) =>
    succeeded(
      context,
      orders.today().map((order) => order.row()),
    ),
  );
  routes.get('/orders/:id', (context) => {
    const order = orders.find(context.req.param('id'));
    if (order === undefined) throw new KiteError('GeneralException', "Couldn't find that `order_id`.", 404);
    return succeeded(context, order.history);
  });
  routes.get('/trades', (context) => succeeded(context, orders.today().flatMap(tradeRows)));
  routes.get('/orders/:id/trades', (context) => {
    const order = orders.find(context.req.param('id'));
    if (order === undefined) throw new KiteError('GeneralException', "Couldn't find that `order_id`.", 404);
    return succeeded(context, tradeRows(order));
  });
  return routes;
}

const tradeRows = ({ id, asked, trades, exchangeId, tsPlaced }: KiteOrder) =>
  trades.map((trade) => ({
    trade_id: trade.id,
    order_id: id,
    exchange: asked.listed.exchange,
    tradingsymbol: asked.listed.symbol,
    instrument_token: asked.listed.token,
    product: asked.product,
    average_price: rupees(trade.price),
    quantity: trade.quantity,
    exchange_order_id: exchangeId,
    transaction_type: trade.side === 'buy' ? 'BUY' : 'SELL',
    fill_timestamp: timestamp(trade.ts),
    order_timestamp: clockText(tsPlaced),
    exchange_timestamp: timestamp(trade.ts),
  }));
