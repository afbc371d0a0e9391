import { z } from 'zod';
import type { ClientOrderId } from '../../../core/model/ids.ts';
import { isClosed } from '../../../core/orders/apply.ts';
import type { OrdersState } from '../../../core/topics.ts';
import { some } from '../some.ts';
import { bookedFills, checkPositions, checkSame, contentOf, tradesOf } from './check-fills.ts';
import { checkProtection } from './check-protection.ts';
import type { VenueConsole } from './console.ts';
import type { World } from './world.ts';

const rowsSchema = z.object({
  orders: z.array(
    z.object({ id: z.number(), status: z.number(), fillVolume: z.number(), customTag: z.string().nullable() }),
  ),
});
type Row = z.output<typeof rowsSchema>['orders'][number];

const OPEN = 1;
const account = '10001';

/** Asks the gateway by itself, past the client; undefined while its limit has no room for that. */
async function rowsOf(address: string): Promise<readonly Row[] | undefined> {
  const post = async (path: string, body: object, token?: string): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(`${address}/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await answer.text();
    return answer.ok ? JSON.parse(text) : undefined;
  };
  const login = await post('Auth/loginKey', { userName: 'simulator', apiKey: 'simulator-secret' });
  const { token } = z.object({ token: z.string() }).parse(login);
  const search = { accountId: Number(account), startTimestamp: new Date(0).toISOString() };
  const answer = await post('Order/search', search, token);
  return answer === undefined ? undefined : rowsSchema.parse(answer).orders;
}

export async function checkProjectx(world: World, console: VenueConsole): Promise<readonly string[]> {
  const { exchange, address } = world.simulator;
  const { desk, journal } = console;
  const rows = await rowsOf(address);
  if (rows === undefined) return ['The gateway could not be asked for its orders.'];
  const tag = `${journal.meta('venue_tag')}-`;
  const idOf = ({ customTag }: Row) => (customTag?.startsWith(tag) ? customTag.slice(tag.length) : undefined);
  const ids = rows.map(idOf);
  const orderOfId = new Map(rows.map((row) => [String(row.id), idOf(row)]));
  const clientOf = (id: string) => {
    const order = exchange.order(id as Parameters<typeof exchange.order>[0]);
    return order?.request.tag === undefined ? undefined : orderOfId.get(order.request.tag);
  };
  const booked = bookedFills(console);
  const trades = tradesOf(exchange);
  const owners = new Map(trades.map(({ id, order }) => [String(id), clientOf(order)]));
  const strays = booked
    .map(({ id, order }) => ({ id, here: desk.order(order as ClientOrderId) && order, there: owners.get(id) }))
    .filter(({ here, there }) => here !== there)
    .map(({ id, here, there }) => `${id} of ${here}, there ${there}`);
  const wrong = rows.flatMap((row) => {
    const order = desk.order((idOf(row) ?? '') as ClientOrderId);
    if (order === undefined) return [`${row.id} is unknown here`];
    const isSame = isClosed(order) === (row.status !== OPEN) && order.filledQuantity === row.fillVolume;
    return isSame
      ? []
      : [`${idOf(row)} is ${order.status} with ${order.filledQuantity}, there ${row.status} with ${row.fillVolume}`];
  });
  const unsettled = desk.bus
    .read<OrdersState>('orders')
    .orders.filter(
      ({ status, cancelRequested, replacing }) =>
        status === 'pending' || status === 'unknown' || (status !== 'filled' && (cancelRequested || replacing)),
    )
    .filter((order) => !isClosed(order))
    .map(({ intent, status, cancelRequested, replacing }) =>
      [intent.clientOrderId, status, cancelRequested && 'canceling', replacing && 'replacing']
        .filter(Boolean)
        .join(' '),
    );
  return [
    ...checkSame(booked, trades, (each) => `${each.id} ${contentOf(each)}`),
    ...some('executions of another order', strays),
    ...some(
      'orders that were sent twice, or by nobody',
      rows.filter((row) => idOf(row) === undefined).map(({ id }) => id),
    ),
    ...some(
      'tags that are there twice',
      ids.filter((id, at) => id !== undefined && ids.indexOf(id) !== at),
    ),
    ...some('orders that differ', wrong),
    ...some('orders that are not settled', unsettled),
    ...checkPositions(console, exchange),
    ...checkProtection(console),
  ];
}
