import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AccountId, ClientOrderId, VenueOrderId } from '../../../core/model/ids.ts';
import { isClosed } from '../../../core/orders/apply.ts';
import type { OrdersState } from '../../../core/topics.ts';
import { shortTags } from '../../../server/venues/kite/tags.ts';
import { some } from '../some.ts';
import { bookedFills, checkPositions, contentOf } from './check-fills.ts';
import { checkProtection } from './check-protection.ts';
import type { VenueConsole } from './console.ts';
import type { World } from './world.ts';

export const account = 'SIM001' as AccountId;

const rowSchema = z.object({
  order_id: z.string(),
  status: z.string(),
  filled_quantity: z.number(),
  tag: z.string().nullable(),
});
type Row = z.output<typeof rowSchema>;

const over = ['COMPLETE', 'CANCELLED', 'REJECTED'];

/** A login of another program. */
export async function loggedIn(address: string): Promise<string> {
  const checksum = createHash('sha256').update('simulatorsimulatorsimulator-secret').digest('hex');
  const body = new URLSearchParams({ api_key: 'simulator', request_token: 'simulator', checksum });
  const answer = await fetch(`${address}/session/token`, { method: 'POST', headers: { 'x-kite-version': '3' }, body });
  const { data } = z.object({ data: z.object({ access_token: z.string() }) }).parse(JSON.parse(await answer.text()));
  return `token simulator:${data.access_token}`;
}

/** Asks Kite by itself, past the client; undefined while its limit has no room for that. */
async function rowsOf(address: string): Promise<readonly Row[] | undefined> {
  const headers = { authorization: await loggedIn(address), 'x-kite-version': '3' };
  const answer = await fetch(`${address}/orders`, { headers });
  const text = await answer.text();
  return answer.ok ? z.object({ data: z.array(rowSchema) }).parse(JSON.parse(text)).data : undefined;
}

export async function checkKite(world: World, console: VenueConsole): Promise<readonly string[]> {
  const { exchange, address } = world.simulator;
  const { desk, journal } = console;
  const rows = await rowsOf(address).catch(() => undefined);
  if (rows === undefined) return ['Kite could not be asked for its orders.'];
  const tags = shortTags(journal.meta('venue_tag') ?? '');
  // what another program placed has no tag
  const ours = rows.flatMap((row) => {
    const id = tags.idOf(row.tag ?? undefined);
    return id === undefined ? [] : [{ ...row, id }];
  });
  const idOf = new Map<string, ClientOrderId>(ours.map(({ order_id, id }) => [order_id, id]));
  const kites = (order: VenueOrderId): string => exchange.order(order)?.request.tag ?? '';
  const booked = bookedFills(console);
  const trades = exchange.trades(account);
  const here = booked.map((fill) => `${fill.id} ${contentOf(fill)}`);
  const there = trades.map((trade) => `${kites(trade.order)}-${trade.id} ${contentOf(trade)}`);
  const owners = new Map(trades.map(({ id, order }) => [`${kites(order)}-${id}`, idOf.get(kites(order))]));
  const strays = booked
    .map(({ id, order }) => ({ id, ours: desk.order(order as ClientOrderId) && order, theirs: owners.get(id) }))
    .filter((each) => each.ours !== each.theirs)
    .map((each) => `${each.id} of ${each.ours}, there ${each.theirs}`);
  const wrong = ours.flatMap((row) => {
    const order = desk.order(row.id);
    if (order === undefined) return [`${row.order_id} is unknown here`];
    const isSame = isClosed(order) === over.includes(row.status) && order.filledQuantity === row.filled_quantity;
    return isSame
      ? []
      : [`${row.id} is ${order.status} with ${order.filledQuantity}, there ${row.status} with ${row.filled_quantity}`];
  });
  const unsettled = desk.bus
    .read<OrdersState>('orders')
    .orders.filter((order) => !isClosed(order))
    .filter(
      ({ status, cancelRequested, replacing }) =>
        status === 'pending' || status === 'unknown' || cancelRequested || replacing,
    )
    .map(({ intent, status }) => `${intent.clientOrderId} ${status}`);
  const missing = (from: readonly string[], of: readonly string[]) => {
    const known = new Set(of);
    return from.filter((each) => !known.has(each));
  };
  return [
    ...some('executions of the exchange that the journal lacks', missing(there, here)),
    ...some('executions of the journal that the exchange never made, or has otherwise', missing(here, there)),
    ...some(
      'executions that are booked twice',
      here.filter((each, at) => here.indexOf(each) !== at),
    ),
    ...some('executions of another order', strays),
    ...some(
      'orders that were sent twice',
      ours.filter(({ id }, at) => ours.findIndex((each) => each.id === id) !== at).map(({ order_id }) => order_id),
    ),
    ...some('orders that differ', wrong),
    ...some('orders that are not settled', unsettled),
    ...checkPositions(console, exchange, (each) => each === account),
    ...checkProtection(console),
  ];
}
