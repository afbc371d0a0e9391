import { DAY } from '../model/time.ts';
import { type Match, netRealized } from '../pnl/match.ts';
import { excursion, extremesWithin, type PriceRange } from './excursion.ts';
import type { Trade } from './trade.ts';

export interface MatchOptions {
  /** Currency units per point. */
  readonly multiplier: number;
  /** Bars or ticks of the instrument, ascending; without them nothing is known of the time between entry and exit. */
  readonly ranges?: readonly PriceRange[];
}

/**
 * A match as a trade: what it realized after fees, on the trade date of its exit, with the excursions where prices are given. Fills without
 * times have none to give.
 */
export function tradeOfMatch(match: Match, { multiplier, ranges }: MatchOptions): Trade {
  const { position, entry, exit, side, quantity } = match;
  const told = { amount: netRealized(match), strategy: position.strategy };
  // a file without times counts its rows in their place, from the beginning of 1970
  if (entry.tsEvent < DAY) return told;
  const open = { side, quantity, multiplier, entryPrice: entry.price, exitPrice: exit.price };
  const [opened, closed] = [entry.tsEvent, exit.tsEvent];
  const seen = ranges && excursion({ ...open, opened, closed }, extremesWithin(ranges, opened, closed));
  return { ...told, date: exit.tradeDate, opened, closed, ...seen };
}
