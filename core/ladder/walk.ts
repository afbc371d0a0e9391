import { OutOfRange } from '../errors.ts';
import type { AveragePrice } from '../model/average.ts';
import { MONEY_UNITS, type Money, money, priceValue } from '../model/money.ts';
import { PRICE_UNITS_PER_POINT, type Price } from '../model/price.ts';
import type { Base } from './base.ts';
import { type LadderOrder, placeOrder } from './order.ts';

/** What a contract is worth: an instrument, or as much of one. `multiplier` is currency units per point. */
export interface Terms {
  readonly tick: Price;
  readonly tickValue: Money;
  readonly multiplier: number;
}

export interface ScenarioRequest {
  readonly orders: readonly LadderOrder[];
  readonly spot: Price;
  readonly base: Base;
  readonly instrument: Terms;
}

/** A stretch of the way between two orders: what is held, and Σ quantity × (price − spot) of what traded since the spot. */
interface Leg {
  readonly from: number;
  readonly position: number;
  /** Nano-points × contracts. */
  readonly cost: number;
  readonly breakEven: AveragePrice | null;
}

/** What is held once the market is at a price, and what the day has made. */
export interface Standing {
  /** After what trades at this price. */
  readonly position: number;
  /** What trades at this price has made nothing yet, so this is the P&L before and after it. */
  readonly pnl: Money;
  /** The price at which the P&L of this position is zero, an exact quotient; null when flat. */
  readonly breakEven: AveragePrice | null;
}

/** The two ways from a spot, up and down, with every order on them. */
export interface Scenario {
  /**
   * Position and P&L once the market has walked from the spot to `price`. The P&L is exact to the micro: only an instrument whose
   * contract makes a price worth less than that rounds, half to even and never twice. Throws `OutOfRange` beyond ±9 billion.
   */
  at(price: Price): Standing;
  /** Orders that no walk trades: stop-limits whose limit lies behind their trigger. */
  readonly idle: readonly LadderOrder[];
}

/**
 * Walks an assumed market away from the spot. `P&L(p) = base + position(p) × (p − spot) − Σ quantity × (order − spot)`, which is linear
 * between orders, so nothing is accumulated and no row depends on another. An order at the spot itself is met by the way down alone, and
 * the row of the spot shows it traded.
 */
export function scenario({ orders, spot, base, instrument: { multiplier } }: ScenarioRequest): Scenario {
  const idle: LadderOrder[] = [];
  const signedAt = new Map<number, number>();
  let held = base.quantity;
  for (const order of orders) {
    const placed = placeOrder(order, spot);
    if (placed.at === 'never') idle.push(order);
    else if (placed.at === 'spot') held += placed.signed;
    else signedAt.set(placed.price, (signedAt.get(placed.price) ?? 0) + placed.signed);
  }
  const breakEvenAt = breakEvens(spot, base.pnl, multiplier);
  const prices = Float64Array.from(signedAt.keys()).sort();
  const up = legs(prices.filter((price) => price > spot));
  const down = legs(prices.filter((price) => price <= spot).reverse());

  function legs(way: Float64Array): readonly Leg[] {
    let [position, cost] = [held, 0];
    const made: Leg[] = [{ from: spot, position, cost, breakEven: breakEvenAt(position, cost) }];
    for (const price of way) {
      const signed = signedAt.get(price)!;
      position += signed;
      cost = exact(cost + exact(signed * (price - spot)));
      made.push({ from: price, position, cost, breakEven: breakEvenAt(position, cost) });
    }
    return made;
  }

  return {
    idle,
    at(price) {
      const { position, cost, breakEven } = price > spot ? legAt(up, price, 1) : legAt(down, price, -1);
      const points = exact(exact(position * (price - spot)) - cost) as Price;
      return { position, pnl: money(base.pnl + priceValue(points, 1, multiplier)), breakEven };
    },
  };
}

/** The last leg that begins on the way to a price; the ways are short or asked for row by row, so halving is quick either way. */
function legAt(way: readonly Leg[], price: Price, direction: 1 | -1): Leg {
  let [low, high] = [0, way.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((way[middle]!.from - price) * direction <= 0) low = middle;
    else high = middle - 1;
  }
  return way[low]!;
}

function exact(nanoPointContracts: number): number {
  if (Number.isSafeInteger(nanoPointContracts)) return nanoPointContracts;
  throw new OutOfRange('this many contracts over this many points make an amount too large to be held exactly');
}

function breakEvens(spot: Price, pnl: Money, multiplier: number) {
  const terms = { spot, pnl, microMultiplier: BigInt(Math.round(multiplier * MONEY_UNITS)) };
  if (terms.microMultiplier <= 0n) throw new OutOfRange(`${multiplier} is no multiplier`);
  return (position: number, cost: number): AveragePrice | null =>
    position === 0 ? null : new BreakEven(position, cost, terms);
}

interface BreakEvenTerms {
  readonly spot: Price;
  readonly pnl: Money;
  readonly microMultiplier: bigint;
}

/** Divides when it is asked: a ladder has thousands of legs, and a screen shows a few. */
class BreakEven implements AveragePrice {
  readonly #position: number;
  readonly #cost: number;
  readonly #terms: BreakEvenTerms;

  constructor(position: number, cost: number, terms: BreakEvenTerms) {
    this.#position = position;
    this.#cost = cost;
    this.#terms = terms;
  }

  get quantity(): bigint {
    return BigInt(Math.abs(this.#position)) * this.#terms.microMultiplier;
  }

  get cost(): bigint {
    const { spot, pnl, microMultiplier } = this.#terms;
    const points = BigInt(spot) * BigInt(this.#position) + BigInt(this.#cost);
    const total = points * microMultiplier - BigInt(pnl) * BigInt(PRICE_UNITS_PER_POINT);
    return this.#position < 0 ? -total : total;
  }
}

/** Money one tick makes or loses with this position; signed as the position is. */
export const riskOf = (position: number, { tickValue }: Pick<Terms, 'tickValue'>): Money => money(position * tickValue);

/**
 * P&L over risk: how many ticks the P&L is worth, signed as the quotient is. A long position breaks even this many ticks lower, a short one
 * as well, since its risk is negative. Zero when either is. A ratio of two exact amounts, the nearest double to it.
 */
export const breakEvenTicks = (pnl: Money, risk: Money): number => (pnl === 0 || risk === 0 ? 0 : pnl / risk);
