import type { LadderOrder } from '../../core/ladder/order.ts';
import { rowOf } from '../../core/ladder/project.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Order } from '../../core/model/order.ts';
import { isOnTick, type Price } from '../../core/model/price.ts';
import { formatPrice } from '../../core/model/price-format.ts';
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
  return order.cancelRequested ? 'canceling' : 'working';
}

function ownOrders(state: OrdersState | undefined, instrument: Instrument, account: string | undefined) {
  const own: { readonly shown: OwnOrder; readonly order: LadderOrder & { readonly price: Price } }[] = [];
  for (const order of state?.orders ?? []) {
    const { intent } = order;
    if (intent.instrument !== instrument.id || intent.price === undefined || !openStatuses.has(order.status)) continue;
    if (account !== undefined && intent.account !== account) continue;
    const queue = state?.queueAhead.get(intent.clientOrderId);
    const { side, price } = intent;
    const quantity = order.leavesQuantity;
    const shown = {
      id: intent.clientOrderId,
      side,
      quantity,
      state: stateOf(order),
      ...(queue === undefined ? {} : { queue }),
    };
    own.push({ shown, order: { side, quantity, price, type: 'limit' } });
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

/** The desk's own open orders, then those that are only assumed. */
export function shownOrders({ state, instrument, account, whatIfs, spot }: OrdersRequest): ShownOrders {
  const byTick = new Map<number, OwnOrder[]>();
  const working: LadderOrder[] = [];
  const show = (order: OwnOrder, price: Price) => {
    const off = !isOnTick(price, instrument.tick);
    const at = rowOf(price, spot ?? price, instrument.tick);
    const here = byTick.get(at) ?? [];
    here.push(off ? { ...order, offGrid: formatPrice(price, instrument.priceStyle) } : order);
    byTick.set(at, here);
  };
  for (const { shown, order } of ownOrders(state, instrument, account)) {
    show(shown, order.price);
    working.push(order);
  }
  for (const [index, order] of whatIfs.entries()) {
    const { side, quantity, price } = order;
    if (price !== undefined) show({ id: `what-if-${index + 1}`, side, quantity, state: 'what-if' }, price);
    working.push(order);
  }
  return { byTick, working };
}
