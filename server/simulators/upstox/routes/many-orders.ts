import { Hono } from 'hono';
import { z } from 'zod';
import type { FaultyEnv } from '../../faults/calls.ts';
import { answer, failure, type Problem, problemRow, type Row, success } from '../answers.ts';
import { readBody } from '../json-body.ts';
import { type Asked, readAsked } from '../orders/asked.ts';
import { placeAsked } from '../orders/placement.ts';
import type { UpstoxParts } from '../parts.ts';

const MOST = 10;
const line = z.looseObject({ correlation_id: z.string().min(1).max(20) });
const isProblem = (value: object): value is Problem => 'code' in value;

/** Several orders at once: placed together, canceled or turned into their opposite. */
export function manyOrderRoutes({ orders, catalog, killSwitch, portfolio }: UpstoxParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();

  /** Whether a line is of the segment and the tag that somebody asks for. */
  const isWanted = (asked: Pick<Asked, 'listed' | 'tag'>, segment?: string, tag?: string): boolean =>
    (!segment || asked.listed.segment === segment) && (!tag || asked.tag === tag);

  routes.post('/v2/order/multi/place', async ({ req }) => {
    const read = readBody(await req.text());
    if (isProblem(read)) return failure(read);
    const lines = z.array(line).min(1).max(MOST).safeParse(read.body);
    if (!lines.success) return failure({ code: 'UDAPI100036', path: lines.error.issues[0]?.path.join('.') ?? '' });
    const asked = lines.data.map((each) => ({ id: each.correlation_id, asked: readAsked(each, catalog) }));
    const wrong = asked.flatMap(({ id, asked: one }) => ('listed' in one ? [] : [{ id, problem: one[0] }]));
    const errors: Row[] = wrong.map(({ id, problem }) => ({ correlation_id: id, ...problemRow(problem) }));
    if (wrong.length > 0)
      return answer({ status: 'error', errors, summary: summaryOf(asked.length, 0, 0, wrong.length) }, 400);
    const data: Row[] = [];
    for (const { id, asked: one } of asked) {
      if (!('listed' in one)) continue;
      const placed = placeAsked(one, orders, killSwitch);
      if (isProblem(placed)) errors.push({ correlation_id: id, ...problemRow(placed) });
      else for (const order of placed) data.push({ correlation_id: id, order_id: order.id });
    }
    const good = asked.length - errors.length;
    const summary = summaryOf(asked.length, good, errors.length, 0);
    if (good === 0) return answer({ status: 'error', errors, summary }, 400);
    if (errors.length > 0) return answer({ status: 'partial_success', data, errors, summary }, 207);
    return success(data, { summary });
  });

  routes.delete('/v2/order/multi/cancel', ({ req }) => {
    const { segment, tag } = req.query();
    const open = orders.today().filter((order) => !order.isClosed && isWanted(order.asked, segment, tag));
    if (open.length === 0) return failure({ code: 'UDAPI1106' });
    for (const order of open) orders.cancel(order);
    return success({ order_ids: open.map(({ id }) => id) }, { summary: batchOf(open.length) });
  });

  routes.post('/v2/order/positions/exit', ({ req }) => {
    const { segment, tag } = req.query();
    const tagged = new Set(
      orders
        .today()
        .filter(({ asked }) => isWanted(asked, segment, tag))
        .map(({ asked }) => `${asked.listed.key} ${asked.product}`),
    );
    const open = portfolio
      .positions()
      .filter(({ quantity }) => quantity !== 0)
      .filter(({ listed }) => !segment || listed.segment === segment)
      .filter(({ listed, product }) => !tag || tagged.has(`${listed.key} ${product}`));
    if (open.length === 0) return failure({ code: 'UDAPI1108' });
    const ids = open.flatMap(({ listed, product, quantity }) => {
      const side = quantity > 0 ? ('sell' as const) : ('buy' as const);
      const terms = { type: 'market' as const, validity: 'day' as const, disclosed: 0, tag: tag ?? null, slice: true };
      const placed = placeAsked({ ...terms, listed, product, side, quantity: Math.abs(quantity) }, orders, killSwitch);
      return isProblem(placed) ? [] : placed.map(({ id }) => id);
    });
    return success({ order_ids: ids }, { summary: batchOf(ids.length) });
  });
  return routes;
}

const batchOf = (total: number): Row => ({ total, success: total, error: 0 });

const summaryOf = (total: number, good: number, bad: number, payload: number): Row => ({
  total,
  success: good,
  error: bad,
  payload_error: payload,
});
