import { mean } from './moments.ts';
import { median } from './quantile.ts';
import type { Trade } from './trade.ts';

/** Times from the opening to the close in microseconds; undefined where no trade of that kind has both. */
export interface Holding {
  readonly mean?: number | undefined;
  readonly median?: number | undefined;
  /** Mean of the trades that won. */
  readonly winners?: number | undefined;
  /** Mean of the trades that lost. */
  readonly losers?: number | undefined;
}

/** How long trades were held. Trades without both times count nowhere. */
export function holding(trades: readonly Trade[]): Holding {
  const all: number[] = [];
  const won: number[] = [];
  const lost: number[] = [];
  for (const { opened, closed, amount } of trades) {
    if (opened === undefined || closed === undefined) continue;
    const held = closed - opened;
    all.push(held);
    if (amount > 0) won.push(held);
    else if (amount < 0) lost.push(held);
  }
  return { mean: mean(all), median: median(all), winners: mean(won), losers: mean(lost) };
}
