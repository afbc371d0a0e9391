import { Hono } from 'hono';
import { z } from 'zod';
import { ConfigError, check } from '../../../../config/explain.ts';
import { accountId } from '../../../../core/model/ids.ts';
import { priceFromDecimal } from '../../../../core/model/price.ts';
import { quantity } from '../../../../core/model/quantity.ts';
import type { FaultyEnv } from '../../faults/calls.ts';
import { parseJson } from '../../faults/plan.ts';
import { jsonText } from '../json.ts';
import { orderRow } from '../order-rows.ts';
import type { TtParts } from '../parts.ts';
import { slice } from '../slicer.ts';

const price = z.string().regex(/^-?\d{1,7}(\.\d{1,9})?$/, 'a price is decimal text, as "110.265625"');

const asked = z.strictObject({
  account: z.string().min(1).max(64),
  /** `ZNZ6`, `ZN Dec26` or TT's id. */
  instrument: z.string().min(1).max(64),
  side: z.enum(['buy', 'sell']),
  type: z.enum(['market', 'limit', 'stop', 'stop_limit']).default('market'),
  quantity: z.int().min(1).max(100_000),
  price: price.optional(),
  stopPrice: price.optional(),
  timeInForce: z.enum(['day', 'ioc']).optional(),
  tag: z.string().max(64).optional(),
  /** Sent by an algorithm in so many orders of their own. */
  slices: z.int().min(1).max(100).optional(),
});

const problem = (message: string, status: 400 | 404): Response =>
  new Response(jsonText({ error: { message, hint: 'See docs/simulators.md.' } }), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });

const answer = (value: unknown, status = 200): Response =>
  new Response(jsonText(value), { status, headers: { 'Content-Type': 'application/json' } });

/** What TT REST has not: orders are placed and canceled here, by tests and people, as other programs of the desk would. */
export function simulatorOrderRoutes(parts: TtParts): Hono<FaultyEnv> {
  const { exchange, catalog, names, ledger, clock } = parts;
  const routes = new Hono<FaultyEnv>();

  routes.post('/simulator/orders', async ({ req }) => {
    try {
      const read = check('The order', asked, parseJson(await req.text(), 'The order'));
      const { slices, account, instrument, timeInForce, price: limit, stopPrice, tag, ...rest } = read;
      const usual = rest.type === 'market' ? 'ioc' : 'day';
      const request = {
        ...rest,
        account: accountId(account),
        instrument: catalog.find(instrument)?.id ?? instrument,
        quantity: quantity(rest.quantity),
        timeInForce: timeInForce ?? usual,
        ...(limit === undefined ? {} : { price: priceFromDecimal(limit) }),
        ...(stopPrice === undefined ? {} : { stopPrice: priceFromDecimal(stopPrice) }),
        ...(tag === undefined ? {} : { tag }),
      } as const;
      const placed =
        slices === undefined
          ? [exchange.place(request)]
          : slice({ exchange, parents: ledger.parents, request, slices, at: clock.now() });
      return answer({ orders: placed.map((order) => orderRow(parts, order, 0n)) }, 201);
    } catch (error) {
      if (error instanceof ConfigError) return problem(error.message, 400);
      throw error;
    }
  });

  routes.delete('/simulator/orders/:id', ({ req }) => {
    const id = names.orderOf(req.param('id'));
    const order = id === undefined ? undefined : exchange.order(id);
    if (order === undefined) return problem('There is no such order.', 404);
    const canceled = exchange.cancel(order.id);
    return answer({ canceled });
  });
  return routes;
}
