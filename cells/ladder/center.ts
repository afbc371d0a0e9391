import type { BookSnapshot } from '../../core/model/market.ts';
import type { Price } from '../../core/model/price.ts';
import type { LadderValue } from './schema.ts';

export type MarketState = LadderValue['market']['state'];

export function marketState(book: BookSnapshot | undefined): MarketState {
  if (!book) return 'none';
  const bid = book.bids[0];
  const ask = book.asks[0];
  if (!bid && !ask) return 'empty';
  if (!ask) return 'bids only';
  if (!bid) return 'asks only';
  return bid.price >= ask.price ? 'crossed' : 'open';
}

/** The tick between best bid and best ask; the one side there is; the last trade; null where nothing has a price. */
export function middleOf(book: BookSnapshot | undefined, last: Price | undefined, tick: Price): number | null {
  const bid = book?.bids[0]?.price;
  const ask = book?.asks[0]?.price;
  if (bid !== undefined && ask !== undefined) return Math.floor((bid + ask) / 2 / tick);
  const only = bid ?? ask ?? last;
  return only === undefined ? null : Math.round(only / tick);
}

/** How far the market may leave the middle before a ladder moves: a third of what it shows on a side. */
export const slackOf = (levels: number): number => Math.max(1, Math.floor(levels / 3));

/**
 * The tick in the middle of the ladder. It stays while the market is within `slack` ticks of it, so that the prices stand still, and
 * jumps to the market when it is not.
 */
export function recenter(anchor: number | null, middle: number | null, slack: number): number | null {
  if (middle === null) return anchor;
  if (anchor === null) return middle;
  return Math.abs(middle - anchor) > slack ? middle : anchor;
}
