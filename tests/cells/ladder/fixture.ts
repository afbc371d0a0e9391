import type { AccountId, ClientOrderId } from '../../../core/model/ids.ts';
import type { BookLevel, MarketTrade } from '../../../core/model/market.ts';
import { moneyFromDecimal, NO_MONEY, priceValue } from '../../../core/model/money.ts';
import type { ExitRole, Order, OrderStatus, OrderTerms, OrderType } from '../../../core/model/order.ts';
import { type Price, priceFromTicks } from '../../../core/model/price.ts';
import type { Quantity, Side, SignedQuantity } from '../../../core/model/quantity.ts';
import type { BookState, OrdersState, PositionsState } from '../../../core/topics.ts';
import { now, tradeDate, zn } from '../live-topics.ts';

/** 110'085 in ticks of half a 32nd. */
export const middle = 7_057;

export const at = (tick: number): Price => priceFromTicks(tick, zn.tick);

const levels = (from: number, step: 1 | -1, sizes: readonly number[]): BookLevel[] =>
  sizes.map((size, index) => ({ price: at(from + step * index), quantity: size as Quantity }));

export interface BookGiven {
  readonly bid?: number;
  readonly ask?: number;
  readonly bidSizes?: readonly number[];
  readonly askSizes?: readonly number[];
  readonly last?: { readonly tick: number; readonly size: number; readonly side: Side };
  readonly volumeAt?: readonly (readonly [number, number])[];
  readonly eventsPerSecond?: number;
}

export function bookOf(given: BookGiven): BookState {
  const { bid, ask, bidSizes = [312, 896, 1_103], askSizes = [1_104, 1_091, 1_278], last } = given;
  const trade: MarketTrade | undefined = last && {
    instrument: zn.id,
    price: at(last.tick),
    quantity: last.size as Quantity,
    aggressor: last.side,
    tsEvent: now,
  };
  return {
    snapshot: {
      instrument: zn.id,
      bids: bid === undefined ? [] : levels(bid, -1, bidSizes),
      asks: ask === undefined ? [] : levels(ask, 1, askSizes),
      tsEvent: now,
    },
    ...(trade ? { last: trade } : {}),
    volumeAt: new Map((given.volumeAt ?? []).map(([tick, size]) => [at(tick), size])),
    sessionVolume: 0,
    eventsPerSecond: given.eventsPerSecond ?? 412,
  };
}

export interface OrderGiven {
  readonly id: string;
  readonly side: Side;
  readonly quantity: number;
  /** Of its limit; absent for a stop that becomes a market order. */
  readonly tick?: number;
  readonly stopTick?: number;
  readonly triggered?: boolean;
  readonly replacing?: OrderTerms;
  readonly status?: OrderStatus;
  readonly cancelRequested?: boolean;
  readonly account?: string;
  readonly exit?: ExitRole;
}

function typeOf({ tick, stopTick }: OrderGiven): OrderType {
  if (stopTick === undefined) return 'limit';
  return tick === undefined ? 'stop' : 'stop_limit';
}

export function orderOf(given: OrderGiven): Order {
  const { tick, stopTick } = given;
  const terms: OrderTerms = {
    quantity: given.quantity as Quantity,
    ...(tick === undefined ? {} : { price: at(tick) }),
    ...(stopTick === undefined ? {} : { stopPrice: at(stopTick) }),
  };
  return {
    intent: {
      clientOrderId: given.id as ClientOrderId,
      instrument: zn.id,
      account: (given.account ?? 'demo') as AccountId,
      strategy: 'manual',
      side: given.side,
      type: typeOf(given),
      ...terms,
      timeInForce: 'day',
      ...(given.exit ? { exit: { protects: 'e-1' as ClientOrderId, role: given.exit } } : {}),
    },
    terms,
    ...(given.replacing ? { replacing: given.replacing } : {}),
    triggered: given.triggered ?? false,
    status: given.status ?? 'working',
    filledQuantity: 0 as Quantity,
    leavesQuantity: given.quantity as Quantity,
    filledCost: 0n,
    executions: [],
    cancelRequested: given.cancelRequested ?? false,
    tsCreated: now,
    tsUpdated: now,
  };
}

export const ordersOf = (
  orders: readonly OrderGiven[],
  queue: readonly (readonly [string, number])[] = [],
): OrdersState => ({
  orders: orders.map(orderOf),
  queueAhead: new Map(queue.map(([id, ahead]) => [id as ClientOrderId, ahead])),
});

export function positionsOf(quantity: number, averageTick: number, markTick: number, realized: string): PositionsState {
  const cost = priceValue(at(averageTick), quantity, zn.multiplier);
  return {
    tradeDate,
    positions: [
      {
        instrument: zn.id,
        account: 'demo' as AccountId,
        strategy: 'manual',
        quantity: quantity as SignedQuantity,
        cost,
        mark: at(markTick),
        tsMark: now,
        unrealized: priceValue((at(markTick) - at(averageTick)) as Price, quantity, zn.multiplier),
        realized: moneyFromDecimal(realized),
        realizedOfDay: moneyFromDecimal(realized),
        fees: NO_MONEY,
        day: moneyFromDecimal(realized),
        marks: {},
        tsUpdated: now,
      },
    ],
  };
}

/** The ladder of the morning: long 24 from 110'070, four orders at work, one on its way. */
export const morning = {
  book: bookOf({
    bid: middle - 1,
    ask: middle + 1,
    bidSizes: [312, 896, 1_103, 1_398, 1_474, 1_419, 1_738, 1_681, 2_194, 1_803],
    askSizes: [1_104, 1_091, 1_278, 1_008, 1_138, 1_742, 1_383, 1_867, 2_137, 2_019],
    last: { tick: middle, size: 38, side: 'buy' },
    volumeAt: Array.from(
      { length: 27 },
      (_, index) => [middle - 13 + index, 4_000 - Math.abs(13 - index) * 280] as const,
    ),
  }),
  orders: ordersOf(
    [
      { id: 'o-1', side: 'sell', quantity: 15, tick: middle + 5 },
      { id: 'o-2', side: 'sell', quantity: 4, tick: middle + 9 },
      { id: 'o-3', side: 'buy', quantity: 40, tick: middle - 3 },
      { id: 'o-4', side: 'buy', quantity: 80, tick: middle - 6, cancelRequested: true },
      { id: 'o-5', side: 'buy', quantity: 160, tick: middle - 9, status: 'pending' },
      { id: 'o-6', side: 'buy', quantity: 10, tick: middle - 90 },
    ],
    [
      ['o-1', 7],
      ['o-2', 1],
      ['o-3', 12],
      ['o-4', 3],
    ],
  ),
  positions: positionsOf(24, middle - 3, middle, '3046.88'),
};

/** Stops beside what the morning has: one to sell that protects, one to buy with a limit, one that was woken, and a limit on its way. */
export const stopped = {
  ...morning,
  orders: ordersOf(
    [
      { id: 's-1', side: 'sell', quantity: 24, stopTick: middle - 5 },
      { id: 's-2', side: 'buy', quantity: 4, tick: middle + 6, stopTick: middle + 4 },
      { id: 's-3', side: 'buy', quantity: 9, tick: middle - 2, stopTick: middle + 1, triggered: true },
      {
        id: 'o-1',
        side: 'sell',
        quantity: 15,
        tick: middle + 8,
        replacing: { quantity: 15 as Quantity, price: at(middle + 7) },
      },
    ],
    [['s-3', 210]],
  ),
};

/** What is held with a stop below and a target above it. */
export const guarded = {
  ...morning,
  orders: ordersOf(
    [
      { id: 'e-1.s1', side: 'sell', quantity: 24, stopTick: middle - 5, exit: 'stop' },
      { id: 'e-1.t1', side: 'sell', quantity: 24, tick: middle + 6, exit: 'target' },
    ],
    [['e-1.t1', 210]],
  ),
};
