import type { Instant, TradeDate } from '../model/time.ts';
import { numbersOf } from './series.ts';

/** Something closed with an outcome: a matched lot, a trade of a list, a day of a series. */
export interface Trade {
  /** Micros of money of one currency, or a simple return. */
  readonly amount: number;
  /** The trade date of its close. */
  readonly date?: TradeDate;
  readonly strategy?: string;
  readonly opened?: Instant;
  readonly closed?: Instant;
  /** The worst it stood at while it was open, zero or negative, in the unit of `amount`. */
  readonly adverse?: number;
  /** The best it stood at while it was open, zero or positive. */
  readonly favorable?: number;
  /** What the benchmark returned meanwhile. */
  readonly benchmark?: number;
}

/** Trades by the time of their close, or by date where that is all they have, else as they came; equal ones keep their order. */
export function inOrder(trades: readonly Trade[]): readonly Trade[] {
  const first = trades[0];
  const place = first?.closed !== undefined ? closedAt : first?.date !== undefined ? dateOf : undefined;
  if (!place) return trades;
  let before = Number.NEGATIVE_INFINITY;
  let ascending = true;
  const places = numbersOf(trades, (trade) => {
    const at = place(trade);
    if (!(at >= before)) ascending = false;
    before = at;
    return at;
  });
  if (ascending || places.some((at) => Number.isNaN(at))) return trades;
  return trades
    .map((_, index) => index)
    .sort((a, b) => places[a]! - places[b]! || a - b)
    .map((index) => trades[index]!);
}

const closedAt = ({ closed }: Trade): number => closed ?? Number.NaN;
const dateOf = ({ date }: Trade): number =>
  date === undefined
    ? Number.NaN
    : Number(date.slice(0, 4)) * 10_000 + Number(date.slice(5, 7)) * 100 + Number(date.slice(8));
