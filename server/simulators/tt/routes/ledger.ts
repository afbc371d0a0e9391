import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { gatewaySays, ok, paged, serviceSays, skewOf, statusMessages } from '../answers.ts';
import { orderData } from '../codes.ts';
import { fillRow } from '../fill-rows.ts';
import type { FillEntry } from '../ledger.ts';
import { orderRow, parentRow } from '../order-rows.ts';
import type { TtParts } from '../parts.ts';

/** Rows of an answer of fills. There is no next page: the next answer begins behind the last time of this one. */
const FILLS = 500;
/** A window with more takes the ledger too long. */
const MOST_FILLS = 2_000;

const open: ReadonlySet<string> = new Set(['pending', 'working', 'partially_filled']);

export function ledgerRoutes(parts: TtParts): Hono<FaultyEnv> {
  const { exchange, ledger, names } = parts;
  const routes = new Hono<FaultyEnv>();

  routes.get('/ttledger/:environment/orderdata', () => ok({ orderData }));

  routes.get('/ttledger/:environment/orders', (context) => {
    const wanted = context.req.query('accountId');
    const skew = skewOf(context);
    const orders = exchange.accounts
      .filter(({ id }) => wanted === undefined || wanted === id)
      .flatMap(({ id }) => exchange.orders(id).filter(({ status }) => open.has(status)));
    const working = ledger.parents.working().filter(({ account }) => wanted === undefined || wanted === account);
    return paged(context, 'orders', [
      ...working.map((parent) => parentRow(parts, parent, skew)),
      ...orders.map((order) => orderRow(parts, order, skew)),
    ]);
  });

  routes.get('/ttledger/:environment/orders/:id', (context) => {
    const id = names.orderOf(context.req.param('id'));
    const parent = ledger.parents.get(id);
    if (parent !== undefined) return ok({ order: [parentRow(parts, parent, skewOf(context))] });
    const order = id === undefined ? undefined : exchange.order(id);
    if (order === undefined) return serviceSays('There is no such order.', 404);
    return ok({ order: [orderRow(parts, order, skewOf(context))] });
  });

  routes.get('/ttledger/:environment/fills', (context) => {
    const { minTimestamp, maxTimestamp, accountId, orderId, productId } = context.req.query();
    const times = [minTimestamp, maxTimestamp].filter((each) => each !== undefined);
    if (times.some((each) => !/^\d{1,19}$/.test(each)))
      return serviceSays('minTimestamp and maxTimestamp are nanoseconds since 1970.', 400);
    const skew = skewOf(context);
    const first = ledger.from(minTimestamp === undefined ? 0n : BigInt(minTimestamp) - skew);
    const end = maxTimestamp === undefined ? ledger.fills.length : ledger.from(BigInt(maxTimestamp) - skew + 1n);
    if (end - first > MOST_FILLS) return gatewaySays(statusMessages[408], 408);
    const isWanted = ({ trade, order, parent }: FillEntry) =>
      (accountId === undefined || trade.account === accountId) &&
      (orderId === undefined || names.nameOf(parent?.id ?? order.id) === orderId) &&
      (productId === undefined || parts.catalog.byId(parts.catalog.idOf(trade.instrument))?.productId === productId);
    const fills = ledger.fills.slice(first, Math.max(first, end)).filter(isWanted).slice(0, FILLS);
    return ok({ fills: fills.map((entry) => fillRow(parts, entry, skew)) });
  });

  return routes;
}
