import { zoneOf } from '../../core/calendar/session.ts';
import { formatAge, formatTime, formatZone } from '../../core/format.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Order } from '../../core/model/order.ts';
import { type Instant, instant } from '../../core/model/time.ts';
import { isOpen } from '../../core/orders/apply.ts';
import type { OrdersState } from '../../core/topics.ts';
import type { VenueOrder } from '../../core/venue/books.ts';
import type { VenueState } from '../../core/venue/state.ts';
import type { CellContext, Refs } from '../kind.ts';
import { priceText } from '../shown.ts';
import type { OrderRow, OrdersProps, OrdersValue } from './schema.ts';

export const refs = (): Refs => ({ reads: ['orders', 'venue'] });

type Find = CellContext['instrument'];

interface Sorted {
  readonly row: OrderRow;
  readonly at: Instant;
  readonly instrument: Instrument | undefined;
}

const timeOf = (at: Instant, instrument: Instrument | undefined): string =>
  formatTime(at, instrument ? zoneOf(instrument.session) : 'UTC').slice(0, -4);

const priced = (
  { price, stopPrice }: Order['terms'],
  instrument: Instrument | undefined,
): Pick<OrderRow, 'price' | 'stop'> => {
  const style = instrument ?? { priceStyle: { kind: 'decimal', decimals: 2 } as const };
  return {
    ...(price === undefined ? {} : { price: priceText(price, style) }),
    ...(stopPrice === undefined ? {} : { stop: priceText(stopPrice, style) }),
  };
};

function ownRow(order: Order, instrument: Instrument): Sorted {
  const { intent, terms, status, filledQuantity, cancelRequested, replacing, reason } = order;
  const asked = cancelRequested ? 'cancel' : replacing ? 'replace' : undefined;
  const row: OrderRow = {
    key: intent.clientOrderId,
    time: timeOf(order.tsCreated, instrument),
    instrument: intent.instrument,
    side: intent.side,
    filled: filledQuantity,
    quantity: terms.quantity,
    type: intent.type.replace('_', ' '),
    ...(intent.product ? { product: intent.product } : {}),
    ...priced(terms, instrument),
    status: status.replace('_', ' '),
    open: isOpen(order),
    ...(asked && isOpen(order) ? { asked } : {}),
    ...(reason === undefined ? {} : { reason }),
    account: intent.account,
    strategy: intent.strategy,
  };
  return { row, at: order.tsCreated, instrument };
}

const closed: readonly string[] = ['filled', 'canceled', 'rejected', 'expired'];

function otherRow(order: VenueOrder, instrument: Instrument | undefined): Sorted {
  const { venueOrderId, account, side, type, terms, filledQuantity, status, reason, tsCreated } = order;
  const row: OrderRow = {
    key: venueOrderId,
    other: true,
    time: timeOf(tsCreated, instrument),
    instrument: order.instrument,
    side,
    filled: filledQuantity,
    quantity: terms.quantity,
    type: type.replace('_', ' '),
    ...priced(terms, instrument),
    status: status.replace('_', ' '),
    open: !closed.includes(status),
    ...(reason === undefined ? {} : { reason }),
    account,
    strategy: 'elsewhere',
  };
  return { row, at: tsCreated, instrument };
}

/** One name when all the times are told in one zone. */
function zoneName(rows: readonly Sorted[]): string {
  const names = new Set(
    rows.map(({ at, instrument }) => formatZone(at, instrument ? zoneOf(instrument.session) : 'UTC')),
  );
  return names.size === 1 ? ([...names][0] ?? '') : '';
}

function ordersValue(props: OrdersProps, context: CellContext, find: Find, venue: VenueState | undefined): OrdersValue {
  const wanted = props.instrument === undefined ? undefined : find(props.instrument).id;
  const known = (name: string): Instrument | undefined => (context.instruments.includes(name) ? find(name) : undefined);
  const own = (context.read<OrdersState>('orders')?.orders ?? []).map((order) =>
    ownRow(order, find(order.intent.instrument)),
  );
  const books = venue?.accounts ?? [];
  const others = books.flatMap(({ otherOrders }) => otherOrders.map((each) => otherRow(each, known(each.instrument))));
  const matching = [...own, ...others].filter(
    ({ row }) =>
      (wanted === undefined || row.instrument === wanted) &&
      (props.account === undefined || row.account === props.account) &&
      (props.strategy === undefined || row.strategy === props.strategy),
  );
  const open = matching.filter(({ row }) => row.open);
  const rows = (props.show === 'open' ? open : matching)
    .sort((a, b) => Number(b.row.open) - Number(a.row.open) || b.at - a.at)
    .slice(0, props.limit);
  const told = books.map(({ asOf }) => asOf.orders).filter((at) => at !== undefined);
  const oldest = told.length > 0 ? instant(Math.min(...told)) : undefined;
  return {
    named: wanted === undefined,
    zone: zoneName(rows),
    rows: rows.map(({ row }) => row),
    open: open.length,
    ...(oldest === undefined ? {} : { othersAsOf: agoText(context.clock.now() - oldest) }),
  };
}

/** `now`, or `12 s ago`. */
function agoText(microseconds: number): string {
  const age = formatAge(Math.max(0, microseconds));
  return age === 'now' ? age : `${age} ago`;
}

export async function* frames(props: OrdersProps, context: CellContext): AsyncIterable<OrdersValue> {
  const find: Find = (name) => context.instrument(name);
  for await (const _ of context.changes('orders', 'venue')) {
    yield ordersValue(props, context, find, context.read<VenueState>('venue'));
  }
}
