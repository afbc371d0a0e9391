import type { LadderOrder, LadderOrderType } from '../../core/ladder/order.ts';
import { rowOf } from '../../core/ladder/project.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Order } from '../../core/model/order.ts';
import { isOnTick, type Price } from '../../core/model/price.ts';
import { formatPrice } from '../../core/model/price-format.ts';
import { isWaiting } from '../../core/orders/terms.ts';
import type { OrdersState } from '../../core/topics.ts';
import type { OwnOrder } from './schema.ts';

const openStatuses = new Set<Order['status']>(['pending', 'working', 'partially_filled', 'unknown']);

/** Orders of a ladder by the row that shows them, and as the projection takes them. */
export interface ShownOrders {
  readonly byTick: ReadonlyMap<number, readonly OwnOrder[]>;
  readonly working: readonly LadderOrder[];
}

function stateOf(order: Order): OwnOrder['state'] {
  if (order.status === 'pending' || order.status === 'unknown') return order.status;
  if (order.cancelRequested) return 'canceling';
  return order.replacing ? 'replacing' : 'working';
}

type Priced = LadderOrder & { readonly price: Price; readonly type: LadderOrderType };

/** The order as a scenario takes it; undefined for one that has no price to wait at. */
function ladderOrder(order: Order): Priced | undefined {
  const { intent, terms, leavesQuantity: quantity } = order;
  const { side } = intent;
  const { price, stopPrice } = terms;
  if (!isWaiting(order)) return price === undefined ? undefined : { side, quantity, price, type: 'limit' };
  if (stopPrice === undefined) return undefined;
  if (price === undefined) return { side, quantity, price: stopPrice, type: 'stop' };
  return { side, quantity, price, type: 'stop_limit', trigger: stopPrice };
}

function ownOrders(state: OrdersState | undefined, instrument: Instrument, account: string | undefined) {
  const own: { readonly order: Order; readonly as: Priced }[] = [];
  for (const order of state?.orders ?? []) {
    const { intent } = order;
    if (intent.instrument !== instrument.id || !openStatuses.has(order.status)) continue;
    if (account !== undefined && intent.account !== account) continue;
    const as = ladderOrder(order);
    if (as) own.push({ order, as });
  }
  return own;
}

export interface OrdersRequest {
  readonly state: OrdersState | undefined;
  readonly instrument: Instrument;
  readonly account: string | undefined;
  readonly whatIfs: readonly LadderOrder[];
  readonly spot: Price | undefined;
}

type ShownMore = Pick<OwnOrder, 'id' | 'state' | 'queue' | 'exit'>;

/** The desk's own open orders, then those that are only assumed. */
export function shownOrders({ state, instrument, account, whatIfs, spot }: OrdersRequest): ShownOrders {
  const byTick = new Map<number, OwnOrder[]>();
  const working: LadderOrder[] = [];
  const shownAt = (price: Price) => formatPrice(price, instrument.priceStyle);
  /** Where it waits: a stop limit at the price that wakes it. */
  const show = ({ side, quantity, type = 'limit', price, trigger }: LadderOrder, more: ShownMore) => {
    const where = trigger ?? price;
    if (price === undefined || where === undefined) return;
    const ticks = (price - where) / instrument.tick;
    const off = isOnTick(where, instrument.tick) ? {} : { offGrid: true as const };
    const limit = trigger === undefined ? {} : { limit: { text: shownAt(price), ticks } };
    const at = rowOf(where, spot ?? where, instrument.tick);
    const here = byTick.get(at) ?? [];
    here.push({ side, quantity, type, at: shownAt(where), ...limit, ...more, ...off });
    byTick.set(at, here);
  };
  for (const { order, as } of ownOrders(state, instrument, account)) {
    const id = order.intent.clientOrderId;
    const queue = state?.queueAhead.get(id);
    const exit = order.intent.exit && { exit: order.intent.exit.role };
    show(as, { id, state: stateOf(order), ...exit, ...(queue === undefined ? {} : { queue }) });
    working.push(as);
  }
  for (const [index, order] of whatIfs.entries()) {
    show(order, { id: `what-if-${index + 1}`, state: 'what-if' });
    working.push(order);
  }
  return { byTick, working };
}
