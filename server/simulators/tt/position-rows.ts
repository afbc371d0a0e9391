import type { Instrument } from '../../../core/model/instrument.ts';
import { MONEY_UNITS } from '../../../core/model/money.ts';
import { PRICE_UNITS_PER_POINT } from '../../../core/model/price.ts';
import type { ExchangeOrder, ExchangePosition } from '../port.ts';
import { idOf } from './ids.ts';
import { double, single } from './json.ts';
import type { Row } from './order-rows.ts';
import type { TtParts } from './parts.ts';

const points = (nanoPoints: number | bigint): number => Number(nanoPoints) / PRICE_UNITS_PER_POINT;

interface Day {
  readonly instrument: Instrument;
  readonly position: ExchangePosition;
  readonly orders: readonly ExchangeOrder[];
  /** Points; absent where nothing has traded and nobody quotes. */
  readonly mark: number | undefined;
}

/** A position of the day as TT reckons it: from the start of the day at its settlement, first in, first out, in the instrument's currency. */
export function positionRow({ catalog }: TtParts, { instrument, position, orders, mark }: Day): Row {
  return { ...amounts(instrument, position, orders, mark), instrumentId: catalog.idOf(instrument.id) };
}

/** The positions of one product, added up; averages and prices of several contracts are none. */
export function productRow(root: string, days: readonly Day[]): Row {
  const sum = (of: (day: Day) => number) => double(days.reduce((total, day) => total + of(day), 0));
  return {
    accountId: Number(days[0]?.position.account),
    buyFillQty: sum(({ position }) => position.day.bought),
    buyWorkingQty: sum(({ orders }) => working(orders, 'buy')),
    netPosition: sum(({ position }) => position.quantity),
    pnl: single(days.reduce((total, day) => total + pnlOf(day.instrument, day.position, day.mark), 0)),
    productId: idOf(`product ${root}`),
    realizedPnl: single(days.reduce((total, { position }) => total + position.day.realized / MONEY_UNITS, 0)),
    sellFillQty: sum(({ position }) => position.day.sold),
    sellWorkingQty: sum(({ orders }) => working(orders, 'sell')),
    sodNetPos: sum(({ position }) => position.day.start),
  };
}

function amounts(
  instrument: Instrument,
  position: ExchangePosition,
  orders: readonly ExchangeOrder[],
  mark: number | undefined,
): Row {
  const { account, quantity, cost, day } = position;
  const { start, startPrice, bought, sold, boughtCost, soldCost, realized } = day;
  return {
    accountId: Number(account),
    avgBuy: bought === 0 ? undefined : double(points(boughtCost) / bought),
    avgSell: sold === 0 ? undefined : double(points(soldCost) / sold),
    buyFillQty: double(bought),
    buyWorkingQty: double(working(orders, 'buy')),
    netPosition: double(quantity),
    openAvgPrice: quantity === 0 ? undefined : double(cost / MONEY_UNITS / quantity / instrument.multiplier),
    pnl: mark === undefined ? undefined : single(pnlOf(instrument, position, mark)),
    pnlPrice: mark === undefined ? undefined : double(mark),
    pnlPriceType: mark === undefined ? undefined : 'MIDPOINT',
    realizedPnl: single(realized / MONEY_UNITS),
    sellFillQty: double(sold),
    sellWorkingQty: double(working(orders, 'sell')),
    sodNetPos: double(start),
    sodPrice: startPrice === undefined ? undefined : double(points(startPrice)),
    sodPriceType: startPrice === undefined ? undefined : 'SETTLE',
  };
}

function pnlOf({ multiplier }: Instrument, { quantity, day }: ExchangePosition, mark: number | undefined): number {
  if (mark === undefined) return day.realized / MONEY_UNITS;
  const paid = day.start * points(day.startPrice ?? 0) + points(day.boughtCost) - points(day.soldCost);
  return multiplier * (quantity * mark - paid);
}

const working = (orders: readonly ExchangeOrder[], side: 'buy' | 'sell'): number =>
  orders
    .filter(({ request, status }) => request.side === side && (status === 'working' || status === 'partially_filled'))
    .reduce((sum, { terms, filledQuantity }) => sum + terms.quantity - filledQuantity, 0);
