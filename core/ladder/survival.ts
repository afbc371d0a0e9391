import { OutOfRange } from '../errors.ts';
import { divideHalfEvenBig, toSafe } from '../model/decimal.ts';
import { type Money, money } from '../model/money.ts';
import { PRICE_UNITS_PER_POINT, type Price } from '../model/price.ts';

/** Risk and distance are counted in sixteenths of a point, as a Treasury desk does. */
export const SIXTEENTH = (PRICE_UNITS_PER_POINT / 16) as Price;

export interface SurvivalRequest {
  /** Technical levels in any order. */
  readonly levels: readonly Price[];
  readonly price: Price;
  /** Money that a sixteenth of a point makes or loses now: positive when long, negative when short. */
  readonly startRisk: Money;
  /** The P&L at which it ends, negative; −100,000 unless said. */
  readonly stop?: Money;
  /** What the day has made already. */
  readonly pnl?: Money;
  /** How far levels count, in sixteenths of a point from the price; 25 unless said. */
  readonly reach?: number;
  /** How far from the average price each addition leaves the market, in sixteenths of a point; 3 unless said. */
  readonly distance?: number;
}

export interface SurvivalPoint {
  readonly price: Price;
  /** Money per sixteenth, after the addition at this level. */
  readonly risk: Money;
  /** P&L on arriving here, before the addition. */
  readonly pnl: Money;
}

export interface Survival {
  /** From the price itself to the extreme, in the direction of the loss. */
  readonly curve: readonly SurvivalPoint[];
  /** The last level before the stop is met. */
  readonly extreme: Price;
  /** Nano-points from the price to the extreme. */
  readonly away: Price;
  /** The level at which the stop is met, where one is within reach. */
  readonly breach: Price | null;
}

/** Levels between two prices, both included, in the direction of travel. */
export function levelsCrossed(levels: readonly Price[], from: Price, to: Price): readonly Price[] {
  const ascending = [...new Set(levels)].filter((level) => level >= Math.min(from, to) && level <= Math.max(from, to));
  ascending.sort((a, b) => a - b);
  return to < from ? ascending.reverse() : ascending;
}

/**
 * How much a position that is added to at each technical level against it may risk before the stop. At each level as much is added as
 * brings the average price to within `distance` of the market, so the risk there is the loss over `distance`. With gaps `gᵢ` between the
 * levels the loss on arriving at level n is `risk₀ × g₀ × Π(1 + gᵢ ⁄ distance)`; the curve ends before the level at which that is `stop − pnl`
 * or worse. Levels nearer to the price than `distance` are passed over. Exact until each figure is rounded to the micro, half to even.
 */
export function survivalCurve(request: SurvivalRequest): Survival {
  const { price, startRisk, levels, stop = money(-100_000_000_000), pnl = money(0) } = request;
  if (startRisk === 0) return { curve: [], extreme: price, away: 0 as Price, breach: null };
  const distance = distanceOf(request);
  const way = against({ levels, price, direction: startRisk > 0 ? -1 : 1, reach: reachOf(request), distance });
  const curve: SurvivalPoint[] = [{ price, risk: startRisk, pnl }];
  const risk = BigInt(startRisk < 0 ? -startRisk : startRisk);
  for (const { price: level, numerator, denominator } of losses(price, way, distance)) {
    const lost = risk * numerator;
    if (lost >= BigInt(pnl - stop) * BigInt(SIXTEENTH) * denominator) {
      const { price: extreme } = curve.at(-1)!;
      return { curve, extreme, away: Math.abs(extreme - price) as Price, breach: level };
    }
    const perSixteenth = divideHalfEvenBig(lost, denominator * BigInt(distance));
    curve.push({
      price: level,
      risk: amount(startRisk < 0 ? -perSixteenth : perSixteenth),
      pnl: money(pnl - amount(divideHalfEvenBig(lost, denominator * BigInt(SIXTEENTH)))),
    });
  }
  const { price: extreme } = curve.at(-1)!;
  return { curve, extreme, away: Math.abs(extreme - price) as Price, breach: null };
}

/**
 * The risk to start with so that the loss on arriving at the farthest level in reach is exactly the stop, for a market that rises
 * (short: negative) and one that falls (long: positive). Money per sixteenth, half to even at the micro; null where no level is in reach.
 */
export function startRiskForStop(request: Omit<SurvivalRequest, 'startRisk' | 'pnl'>): {
  readonly above: Money | null;
  readonly below: Money | null;
} {
  const { price, levels, stop = money(-100_000_000_000) } = request;
  const distance = distanceOf(request);
  const start = (direction: 1 | -1): Money | null => {
    const last = losses(price, against({ levels, price, direction, reach: reachOf(request), distance }), distance).at(
      -1,
    );
    if (!last) return null;
    const risk = divideHalfEvenBig(BigInt(-stop) * BigInt(SIXTEENTH) * last.denominator, last.numerator);
    return amount(direction > 0 ? -risk : risk);
  };
  return { above: start(1), below: start(-1) };
}

const amount = (micros: bigint): Money => money(toSafe(micros, 'the amount in micros'));

const reachOf = ({ reach = 25 }: Pick<SurvivalRequest, 'reach'>): number => sixteenths(reach, 'reach');
const distanceOf = ({ distance = 3 }: Pick<SurvivalRequest, 'distance'>): number => sixteenths(distance, 'distance');

function sixteenths(count: number, what: string): number {
  const nanoPoints = count * SIXTEENTH;
  if (Number.isSafeInteger(nanoPoints) && nanoPoints > 0) return nanoPoints;
  throw new OutOfRange(`${count} sixteenths of a point is no ${what}`);
}

interface Way {
  readonly levels: readonly Price[];
  readonly price: Price;
  readonly direction: 1 | -1;
  readonly reach: number;
  readonly distance: number;
}

/** The levels ahead, within reach and no nearer than `distance`. */
function against({ levels, price, direction, reach, distance }: Way): readonly Price[] {
  const far = (price + direction * reach) as Price;
  return levelsCrossed(levels, price, far).filter((level) => Math.abs(level - price) >= distance);
}

/** For each level the loss on arriving there, in nano-points per unit of starting risk, as an exact quotient. */
function losses(price: Price, way: readonly Price[], distance: number) {
  let [numerator, denominator, before]: [bigint, bigint, number] = [1n, 1n, price];
  return way.map((level, index) => {
    const gap = Math.abs(level - before);
    before = level;
    if (index === 0) numerator = BigInt(gap);
    else {
      numerator *= BigInt(distance + gap);
      denominator *= BigInt(distance);
    }
    return { price: level, numerator, denominator };
  });
}
