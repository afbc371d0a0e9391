import { setTimeout } from 'node:timers/promises';
import type { ClientOrderId } from '../../core/model/ids.ts';
import type { Order, Product } from '../../core/model/order.ts';
import { quantity } from '../../core/model/quantity.ts';
import { isOpen } from '../../core/orders/apply.ts';
import type { Plan, PlannedOrder } from '../../core/webhooks/plan.ts';
import { type Desk, DeskUnavailable, OrderRefused } from '../desk/port.ts';
import { netOf, type Owner, openOrders } from './holding.ts';

const LOOK_MILLISECONDS = 5;
const PATIENCE_MILLISECONDS = 5_000;

/** Orders that a message became, and why something of it was not sent. */
export interface CarriedOut {
  readonly orders: readonly Order[];
  /** Of an entry in two orders: why the second was refused. */
  readonly missing?: string;
}

type Doing = Exclude<Plan, { do: 'nothing' }>;

/** Ids of a message's orders follow from its receipt, so that what was sent before a kill is found. */
export class OrderIds {
  readonly #receipt: number;
  #next = 1;

  constructor(receipt: number) {
    this.#receipt = receipt;
  }

  next(): ClientOrderId {
    return orderIdOf(this.#receipt, this.#next++);
  }
}

const orderIdOf = (receipt: number, number: number): ClientOrderId => `hook-${receipt}-${number}` as ClientOrderId;

/** Orders of a receipt that came to be. */
export function ordersOf(receipt: number, find: (id: ClientOrderId) => Order | undefined): readonly Order[] {
  const orders: Order[] = [];
  for (let number = 1; ; number++) {
    const order = find(orderIdOf(receipt, number));
    if (order === undefined) return orders;
    orders.push(order);
  }
}

export interface Carrying {
  readonly desk: Pick<Desk, 'submitSliced' | 'cancel' | 'flatten' | 'order' | 'bus'>;
  readonly owner: Owner;
  readonly instrument: string;
  readonly ids: OrderIds;
  readonly product?: Product | undefined;
}

/** Does what was planned. Rejects with `OrderRefused` where nothing of it could be done; a position that could not be closed may be closed in a moment, so that is `DeskUnavailable`. */
export async function carryOut(plan: Doing, carrying: Carrying): Promise<CarriedOut> {
  if (plan.do === 'enter') return enter(plan.orders, carrying);
  if (plan.do === 'reduce') return enter([plan.order], carrying);
  try {
    return await (plan.whose === 'account' ? flatten(carrying) : close(carrying));
  } catch (error) {
    throw error instanceof OrderRefused ? new DeskUnavailable(error.message, { cause: error }) : error;
  }
}

async function enter(planned: readonly PlannedOrder[], { desk, ids }: Carrying): Promise<CarriedOut> {
  const orders: Order[] = [];
  for (const order of planned) {
    try {
      orders.push(...(await desk.submitSliced({ ...order, clientOrderId: ids.next() })));
    } catch (error) {
      if (orders.length === 0 || !(error instanceof OrderRefused)) throw error;
      return { orders, missing: error.message };
    }
  }
  return { orders };
}

async function flatten({ desk, owner, instrument }: Carrying): Promise<CarriedOut> {
  return { orders: await desk.flatten(instrument, owner.account) };
}

/** Cancels what the strategy has there, and once none of it works closes what it holds. */
async function close({ desk, owner, instrument, ids, product }: Carrying): Promise<CarriedOut> {
  const canceled = await Promise.all(
    openOrders({ desk }, owner, instrument).map(({ intent }) => ended(desk, intent.clientOrderId)),
  );
  await gone(desk, canceled);
  const net = netOf({ desk }, owner, instrument);
  if (net === 0) return { orders: canceled };
  const closing = await desk.submitSliced({
    ...owner,
    instrument,
    side: net > 0 ? 'sell' : 'buy',
    quantity: quantity(Math.abs(net)),
    type: 'market',
    timeInForce: 'day',
    clientOrderId: ids.next(),
    ...(product ? { product } : {}),
  });
  return { orders: [...canceled, ...closing] };
}

/** One that closes by itself in the meantime is as good as canceled; whether it did is seen afterwards. */
async function ended(desk: Carrying['desk'], id: ClientOrderId): Promise<Order> {
  try {
    return await desk.cancel(id);
  } catch (error) {
    const order = desk.order(id);
    if (error instanceof OrderRefused && !(error instanceof DeskUnavailable) && order) return order;
    throw error;
  }
}

/** Resolves when none of these works any more, so that what closes the position is not added to them. */
async function gone(desk: Carrying['desk'], canceled: readonly Order[]): Promise<void> {
  const open = () =>
    canceled
      .map(({ intent }) => desk.order(intent.clientOrderId))
      .filter((order) => order !== undefined && isOpen(order));
  for (let waited = 0; open().length > 0; waited += LOOK_MILLISECONDS) {
    if (waited >= PATIENCE_MILLISECONDS) {
      throw new DeskUnavailable(
        'The venue has not said that all orders of the strategy are canceled, so nothing was closed yet: what closes the position could trade beside them. Send it again in a moment.',
      );
    }
    await setTimeout(LOOK_MILLISECONDS);
  }
}
