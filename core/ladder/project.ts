import { OutOfRange } from '../errors.ts';
import type { AveragePrice } from '../model/average.ts';
import type { Money } from '../model/money.ts';
import { isOnTick, type Price } from '../model/price.ts';
import { type Base, type BaseFill, baseOfFills } from './base.ts';
import type { LadderOrder } from './order.ts';
import { breakEvenTicks, riskOf, scenario, type Terms } from './walk.ts';

export interface LadderRequest {
  readonly orders: readonly LadderOrder[];
  readonly spot: Price;
  /** What is held at the spot and its P&L there, or the fills that both come from. */
  readonly base: Base | { readonly fills: Iterable<BaseFill> };
  readonly instrument: Terms;
  /** Rows at most on each side of the spot. */
  readonly span?: number;
}

/** Rows on each side of the spot where nobody says how many. */
export const defaultSpan = 200;

export interface ProjectedRow {
  /** A whole number of ticks. */
  readonly price: Price;
  /** Contracts working here, each side for itself. */
  readonly buy: number;
  readonly sell: number;
  /** Their orders; one off the grid stands in the first row that the market reaches after it. */
  readonly orders: readonly LadderOrder[];
  readonly position: number;
  readonly pnl: Money;
  readonly risk: Money;
  readonly breakEven: AveragePrice | null;
  readonly breakEvenTicks: number;
  /** The spot is exactly here, or lies between this row and the next one above (below) it. */
  readonly spot: 'exact' | 'above' | 'below' | null;
}

export interface ProjectedLadder {
  /** Highest price first, one a tick. */
  readonly rows: readonly ProjectedRow[];
  readonly base: Base;
  /** Orders beyond the span. They change nothing inside of it: the market reaches its rows first. */
  readonly outside: { readonly above: number; readonly below: number };
  /** Orders that no walk trades. */
  readonly idle: readonly LadderOrder[];
  /** Orders at prices that are no whole number of ticks. */
  readonly offGrid: number;
}

const NO_ORDERS: readonly LadderOrder[] = [];

/**
 * The ladder of a scenario: for each price what works there, and the position, P&L, risk per tick and break-even once the market has
 * walked there from the spot (`core/ladder/walk.ts` says how). Rows reach from one tick above the highest order or spot to one below the
 * lowest, `span` ticks from the spot at most. The span changes no value.
 */
export function projectLadder(request: LadderRequest): ProjectedLadder {
  const { orders, spot, instrument, span = defaultSpan } = request;
  const { tick } = instrument;
  if (!Number.isSafeInteger(span) || span < 1) throw new OutOfRange(`${span} is no number of rows on a side`);
  const base = 'fills' in request.base ? baseOfFills(request.base.fills, spot, instrument.multiplier) : request.base;
  const walk = scenario({ orders, spot, base, instrument });
  const range = ladderRange(orders, spot, tick, span);
  const byTick = ordersByTick(orders, spot, tick);
  const rows: ProjectedRow[] = [];
  for (let at = range.top; at >= range.bottom; at--) {
    const price = (at * tick) as Price;
    const { position, pnl, breakEven } = walk.at(price);
    const here = byTick.get(at) ?? NO_ORDERS;
    const risk = riskOf(position, instrument);
    rows.push({
      price,
      buy: quantityOf(here, 'buy'),
      sell: quantityOf(here, 'sell'),
      orders: here,
      position,
      pnl,
      risk,
      breakEven,
      breakEvenTicks: breakEvenTicks(pnl, risk),
      spot: markOf(price, spot, tick),
    });
  }
  const outside = { above: 0, below: 0 };
  for (const [at, here] of byTick) {
    if (at > range.top) outside.above += here.length;
    else if (at < range.bottom) outside.below += here.length;
  }
  return {
    rows,
    base,
    outside,
    idle: walk.idle,
    offGrid: orders.filter(({ price }) => price !== undefined && !isOnTick(price, tick)).length,
  };
}

/** The highest and the lowest row, in ticks: one beyond every order and the spot, `span` ticks from the spot at most. */
export function ladderRange(orders: readonly LadderOrder[], spot: Price, tick: Price, span: number) {
  let [lowest, highest]: [number, number] = [spot, spot];
  for (const { price = spot } of orders) {
    lowest = Math.min(lowest, price);
    highest = Math.max(highest, price);
  }
  return {
    top: Math.min(Math.ceil(highest / tick) + 1, Math.ceil(spot / tick) + span),
    bottom: Math.max(Math.floor(lowest / tick) - 1, Math.floor(spot / tick) - span),
  };
}

/** The row that shows an order: its own, or the next one away from the spot. */
export const rowOf = (price: Price, spot: Price, tick: Price): number =>
  price > spot ? Math.ceil(price / tick) : Math.floor(price / tick);

/** Orders by the row that shows them; a market order has none. */
function ordersByTick<O extends LadderOrder>(
  orders: readonly O[],
  spot: Price,
  tick: Price,
): ReadonlyMap<number, readonly O[]> {
  const rows = new Map<number, O[]>();
  for (const order of orders) {
    if (order.price === undefined) continue;
    const at = rowOf(order.price, spot, tick);
    const here = rows.get(at);
    if (here) here.push(order);
    else rows.set(at, [order]);
  }
  return rows;
}

/** Contracts on one side. */
export function quantityOf(orders: readonly LadderOrder[], side: LadderOrder['side']): number {
  let sum = 0;
  for (const order of orders) if (order.side === side) sum += order.quantity;
  return sum;
}

/** Where the spot is, seen from a row. */
export function markOf(price: Price, spot: Price, tick: Price): ProjectedRow['spot'] {
  if (price === spot) return 'exact';
  const away = spot - price;
  if (away >= tick || away <= -tick) return null;
  return away > 0 ? 'above' : 'below';
}
