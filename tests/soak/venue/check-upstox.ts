import { z } from 'zod';
import type { ClientOrderId } from '../../../core/model/ids.ts';
import { isClosed } from '../../../core/orders/apply.ts';
import type { OrdersState } from '../../../core/topics.ts';
import type { ExchangeTrade } from '../../../server/simulators/port.ts';
import { some } from '../some.ts';
import { type BookedFill, bookedFills, checkPositions, checkSame, contentOf, tradesOf } from './check-fills.ts';
import { checkProtection } from './check-protection.ts';
import type { VenueConsole } from './console.ts';
import type { World } from './world.ts';

const rowsSchema = z.object({
  data: z.array(
    z.object({ order_id: z.string(), status: z.string(), filled_quantity: z.number(), tag: z.string().nullable() }),
  ),
});
type Row = z.output<typeof rowsSchema>['data'][number];

/** The user of a token is told of himself alone. */
const isOurs = (account: string): boolean => account === '7SIM01';

const closed = ['complete', 'cancelled', 'rejected'];

/** Asks Upstox by itself, past the client; undefined while its limit has no room for that. */
async function rowsOf(address: string): Promise<readonly Row[] | undefined> {
  const client = { client_id: 'simulator', redirect_uri: 'http://127.0.0.1/' };
  const login = await fetch(`${address}/v2/login/authorization/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...client,
      code: 'simulator',
      client_secret: 'simulator-secret',
      grant_type: 'authorization_code',
    }),
  });
  if (!login.ok) return undefined;
  const { access_token } = z.object({ access_token: z.string() }).parse(JSON.parse(await login.text()));
  const answer = await fetch(`${address}/v2/order/retrieve-all`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  const text = await answer.text();
  return answer.ok ? rowsSchema.parse(JSON.parse(text)).data : undefined;
}

export async function checkUpstox(world: World, console: VenueConsole): Promise<readonly string[]> {
  const { exchange, address } = world.simulator;
  const { desk, journal } = console;
  const rows = await rowsOf(address);
  if (rows === undefined) return ['Upstox could not be asked for its orders.'];
  const tag = `${journal.meta('venue_tag')}-`;
  const idOf = ({ tag: text }: Row) => (text?.startsWith(tag) ? text.slice(tag.length) : undefined);
  const mine = rows.filter((row) => idOf(row) !== undefined);
  const ids = mine.map(idOf);
  const booked = bookedFills(console);
  const trades = tradesOf(exchange).filter((trade) => isOurs(trade.account));
  const ours = booked.map((fill): BookedFill => ({ ...fill, id: fill.id.slice(fill.id.indexOf('-') + 1) }));
  const key = (each: BookedFill | ExchangeTrade) => `${each.id} ${contentOf(each)}`;
  const owners = new Map(
    booked.map(({ id, order }) => [order, mine.find(({ order_id }) => id.startsWith(`${order_id}-`))]),
  );
  const strays = booked
    .filter(({ order }) => desk.order(order as ClientOrderId) !== undefined)
    .filter(({ order }) => owners.get(order) === undefined || idOf(owners.get(order) as Row) !== order)
    .map(({ id, order }) => `${id} of ${order}`);
  const wrong = mine.flatMap((row) => {
    const order = desk.order((idOf(row) ?? '') as ClientOrderId);
    if (order === undefined) return [`${row.order_id} is unknown here`];
    const isSame = isClosed(order) === closed.includes(row.status) && order.filledQuantity === row.filled_quantity;
    return isSame
      ? []
      : [
          `${idOf(row)} is ${order.status} with ${order.filledQuantity}, there ${row.status} with ${row.filled_quantity}`,
        ];
  });
  const unsettled = desk.bus
    .read<OrdersState>('orders')
    .orders.filter((order) => !isClosed(order))
    .filter(
      ({ status, cancelRequested, replacing }) =>
        status === 'pending' || status === 'unknown' || cancelRequested || replacing,
    )
    .map(({ intent, status, cancelRequested, replacing }) =>
      [intent.clientOrderId, status, cancelRequested && 'canceling', replacing && 'replacing']
        .filter(Boolean)
        .join(' '),
    );
  return [
    ...checkSame(ours, trades, key),
    ...some('executions of another order', strays),
    ...some(
      'tags that are there twice',
      ids.filter((id, at) => id !== undefined && ids.indexOf(id) !== at),
    ),
    ...some('orders that differ', wrong),
    ...some('orders that are not settled', unsettled),
    ...checkPositions(console, exchange, isOurs),
    ...checkProtection(console),
  ];
}
