import type { Instrument } from '../model/instrument.ts';
import type { Order, OrderIntent, OrderType } from '../model/order.ts';
import { type Price, price } from '../model/price.ts';
import { type Side, sideSign } from '../model/quantity.ts';
import { MOST_TICKS, NO_TRAIL } from './protection/check.ts';
import { isSettled } from './protection/decision.ts';
import { isWaiting } from './terms.ts';

/** As far as following the market depends on it. */
export interface Trailing {
  readonly side: Side;
  readonly type: OrderType;
  readonly trail?: number | undefined;
  readonly stopPrice?: Price | undefined;
  readonly protection?: OrderIntent['protection'] | undefined;
}

interface At {
  readonly instrument: Pick<Instrument, 'tick'>;
  /** The last traded price, where there was one. */
  readonly last: Price | undefined;
  readonly capabilities: { readonly replace: boolean };
}

/** Why an order cannot follow the market so, as a sentence; undefined when it can, and for one that follows nothing. */
export function trailProblem(
  { type, trail, stopPrice, protection }: Trailing,
  { last, capabilities }: At,
): string | undefined {
  if (trail === undefined) return undefined;
  if (type !== 'stop') return 'Only a stop follows the market; leave trail out, or make it a stop.';
  if (!Number.isSafeInteger(trail) || trail < 1 || trail > MOST_TICKS)
    return `trail is ${trail}; it is a whole number of ticks from 1 to ${MOST_TICKS}.`;
  if (protection) return 'A stop that follows the market is no entry; leave protection out.';
  if (!capabilities.replace) return NO_TRAIL;
  if (stopPrice === undefined && last === undefined)
    return 'Nothing has traded yet that a stop could follow; give it a stopPrice to begin at.';
  return undefined;
}

/** Where a stop without a price begins to follow: so many ticks behind the last price. */
export const trailStart = ({ side, trail }: Trailing, { last, instrument: { tick } }: At): Price | undefined =>
  trail === undefined || last === undefined ? undefined : behind(side, last, trail * tick);

/**
 * Where a stop that follows the market is to be moved, given the best price since it was last moved and the last one; undefined where it stays. Its own stop price
 * is all that it remembers, so it goes on after a restart and never moves back. It stays a tick behind the last price, since a venue refuses a stop beyond it.
 */
export function trailed(order: Order, best: Price, last: Price, { tick }: Pick<Instrument, 'tick'>): Price | undefined {
  const { side, trail } = order.intent;
  const { stopPrice } = order.terms;
  if (trail === undefined || stopPrice === undefined || !isWaiting(order) || !isSettled(order)) return undefined;
  const asked = behind(side, best, trail * tick);
  const nearest = behind(side, last, tick);
  const to = farther(side, asked, nearest);
  return isNearer(side, to, stopPrice) ? to : undefined;
}

/** The better of two prices for whoever is behind such a stop: the higher one under a sell. */
export const betterFor = (side: Side, a: Price, b: Price): Price => ((a - b) * sideSign(side) <= 0 ? a : b);

const behind = (side: Side, from: Price, distance: number): Price => price(from + sideSign(side) * distance);
const isNearer = (side: Side, a: Price, b: Price): boolean => (a - b) * sideSign(side) < 0;
const farther = (side: Side, a: Price, b: Price): Price => (isNearer(side, a, b) ? b : a);
