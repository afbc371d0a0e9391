import type { OrderIntent, OrderTerms } from '../../model/order.ts';
import type { Price } from '../../model/price.ts';
import type { Side } from '../../model/quantity.ts';
import type { Instant } from '../../model/time.ts';

/** An order of ours at work in a recording. */
export interface OwnOrder {
  readonly intent: OrderIntent;
  readonly side: Side;
  readonly expires: Instant;
  terms: OrderTerms;
  filled: number;
  leaves: number;
  /** A stop whose price was not reached yet. */
  waiting: boolean;
  /** When it came, was triggered or was last replaced for a later place. */
  since: Instant;
  /** Its place among our own at one price: the smaller came first. */
  place: number;
  /** What the market had in front of it at its price; undefined where nobody could see that. */
  ahead: number | undefined;
  /** What left the queue in front of it without a trade that was seen, and when; the trade may still be told. */
  fell: number;
  tsFell: Instant;
  /** Whether the next trade or bar fills it at the market's price, since it came as a market order or at a better price than the last. */
  taking: boolean;
}

/** A market order, and a stop that became one, has no limit. */
export const limitOf = (order: OwnOrder): Price | undefined => order.terms.price;

/** Whether a price is at least as good as `limit` for somebody who takes on `side`. */
export const isWithin = (side: Side, price: number, limit: number | undefined): boolean =>
  limit === undefined || (side === 'buy' ? price <= limit : price >= limit);

/** Whether a price is better than `limit` for `side`: the market traded through an order there. */
export const isThrough = (side: Side, price: number, limit: number): boolean =>
  side === 'buy' ? price < limit : price > limit;

/** Whether a trade at `price` sets off a stop at `stop`. */
export const isReached = (side: Side, price: number, stop: number): boolean =>
  side === 'buy' ? price >= stop : price <= stop;

/** Price, then time; a market order before every limit. */
export function byPriority(a: OwnOrder, b: OwnOrder): number {
  const [first, second] = [limitOf(a), limitOf(b)];
  if (first === second) return a.place - b.place;
  if (first === undefined) return -1;
  if (second === undefined) return 1;
  return a.side === 'buy' ? second - first : first - second;
}

/** The nearest stop price first, then time; buys before sells. */
export function byStop(a: OwnOrder, b: OwnOrder): number {
  if (a.side !== b.side) return a.side === 'buy' ? -1 : 1;
  const [first, second] = [a.terms.stopPrice ?? 0, b.terms.stopPrice ?? 0];
  if (first === second) return a.place - b.place;
  return a.side === 'buy' ? first - second : second - first;
}
